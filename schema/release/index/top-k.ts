/** Keeps the best `size` of the values it is offered, in a heap whose top is the worst of them. */
export class Best<T> {
  readonly #size: number;
  readonly #compare: (a: T, b: T) => number;
  readonly #heap: T[] = [];

  /** `compare` is negative if `a` is better than `b`. */
  constructor(size: number, compare: (a: T, b: T) => number) {
    this.#size = size;
    this.#compare = compare;
  }

  /** The worst kept value once there are `size` of them; anything worse need not be offered. */
  get worst(): T | undefined {
    return this.#heap.length === this.#size ? this.#heap[0] : undefined;
  }

  offer(item: T): void {
    const heap = this.#heap;
    if (heap.length < this.#size) {
      heap.push(item);
      this.#rise();
    } else if (this.#size > 0 && this.#compare(item, heap[0] as T) < 0) {
      heap[0] = item;
      this.#sink();
    }
  }

  /** All kept values, best first. */
  inOrder(): T[] {
    return [...this.#heap].sort(this.#compare);
  }

  #rise(): void {
    let child = this.#heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >>> 1;
      if (!this.#isWorse(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #sink(): void {
    let parent = 0;
    for (;;) {
      const [left, right] = [parent * 2 + 1, parent * 2 + 2];
      let worst = parent;
      if (left < this.#heap.length && this.#isWorse(left, worst)) worst = left;
      if (right < this.#heap.length && this.#isWorse(right, worst)) worst = right;
      if (worst === parent) return;
      this.#swap(parent, worst);
      parent = worst;
    }
  }

  #isWorse(a: number, b: number): boolean {
    return this.#compare(this.#heap[a] as T, this.#heap[b] as T) > 0;
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b] as T, heap[a] as T];
  }
}
