import { builder } from './builder.ts';
import { countOutput } from './count-output.ts';
import './scalars.ts';
import './meeting.ts';
import './meeting-list.ts';
import './participant.ts';
import './statement.ts';
import './readout.ts';
import './topic.ts';
import './series.ts';
import './search.ts';
import './network.ts';
import './counterpart.ts';
import './timeline.ts';
import './comparison.ts';
import './dataset.ts';
import './change.ts';
import './node.ts';

/** The whole schema, unsorted: sorting takes as long as a request, and only the printed text needs it. */
export const schema = countOutput(builder.toSchema({ sortSchema: false }));
