export const initials = (name: string): string => {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((p) => [...(p ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
};
