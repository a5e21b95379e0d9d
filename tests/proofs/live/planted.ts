/** The rules of the line, each of which can be broken on purpose: what is claimed must then be found not to hold. */
export type Planted =
  | 'no base check'
  | 'no dedupe'
  | 'replay off by one'
  | 'loser dropped'
  | 'overlay dropped on ack'
  | 'blind undo'
  | 'hide carries a note'
  | 'full cursor'
  | 'full version'
  | 'empty ping'
  | 'sent again under a new id'
  | 'posted out of order';
