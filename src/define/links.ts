/** Questions that have an address of their own. What they answer is worked out each time, for whoever asks. */
export interface Links {
  /** The id under which a question is found again; the same question has the same. */
  keep(question: string): Promise<string>
  /** Undefined for one that was never made, or that nobody used for so long that it is forgotten. */
  find(id: string): Promise<string | undefined>
}
