/** What a receiver has of each dossier: its statuses by their numbers. */
export class StatusBook {
  private readonly dossiers = new Map<string, string[]>();

  write(dossier: string, number: number, status: string): void {
    const statuses = this.dossiers.get(dossier) ?? [];
    statuses[number - 1] = status;
    this.dossiers.set(dossier, statuses);
  }

  /** The statuses of a dossier, in their order. */
  of(dossier: string): readonly string[] {
    return this.dossiers.get(dossier) ?? [];
  }

  clear(): void {
    this.dossiers.clear();
  }
}
