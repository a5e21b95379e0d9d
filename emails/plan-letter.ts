/** What every letter about a plan knows. Composed with the reader's own layers; days and names are already words. */
export type PlanLetter = {
  reader: { firstName: string; side: 'seller' | 'buyer' };
  sender: { personName: string; companyName: string };
  plan: {
    objective: string;
    sellerName: string;
    buyerName: string;
    line: Stop[];
    now?: { milestone: string; by: string };
    /** Beside what the letter itself asks, where it `asks`. */
    yours: Task[];
    asks?: boolean;
    theirs: (Task & { who: string })[];
    theirName: string;
    nextMeeting?: { when: string; about: string };
    liveDay: LiveDay;
  };
  /** `acts`: what can be done about its one step by a link, each on a page that asks first. */
  button: { label: string; url: string; acts?: { label: string; url: string }[] };
  /** Days of the reader's that have stood for long without a word. */
  stillRight?: { title: string; by: string; links: { label: string; url: string }[] }[];
  /** `reply`: what becomes of an answer by mail. */
  footer: { why: string; reply?: string; changeUrl?: string; stopUrl?: string };
  /** Whole sentences: what else happened since the last letter. */
  also: string[];
  /** Whose news it is, who is away and named this reader. */
  standsInFor?: { name: string; until: string };
  /** What somebody wrote with it, to go on top. */
  wrote?: { name: string; words: string; onlyFor?: string }[];
  /** One thing, one button, and how many more. */
  brief?: boolean;
  disclaimer?: boolean;
};

/** Work by a day, and what holds it up; or an answer about a day, which is no day to answer by. */
export type Task = { title: string; by: string; isAnswer?: boolean; stuck?: string };

/** A milestone on the line. `dashed`: nobody has agreed its day yet, or `soFar`, not all that is in it. */
export type Stop = { name: string; day: string; reached: boolean; dashed: boolean; soFar?: boolean };

export type LiveDay = {
  /** "Fri 12 Mar" */
  text: string;
  /** "12 March", as the subject says it. */
  inWords: string;
  /** The day before this change, when it moved. */
  was?: string;
  /** "as agreed", "on today's pace Thu 18 Mar, because the security form is outstanding" */
  note?: string;
  /** True only when today's pace meets the day: then, and only then, a letter says that it holds. */
  holds: boolean;
};
