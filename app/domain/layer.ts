/** Two sides, three layers: where a thing lies, and who may read it. */
export type Side = 'seller' | 'buyer';
/** Where a thing lies. Sellers read shared + seller, buyers shared + buyer. */
export type Layer = 'shared' | Side;

export const otherSide = (side: Side): Side => (side === 'seller' ? 'buyer' : 'seller');
export const layersOf = (side: Side): Layer[] => ['shared', side];

/** The number, in the thing's own layer, of the event that last wrote each field. */
export type Versions = Readonly<Record<string, number>>;
