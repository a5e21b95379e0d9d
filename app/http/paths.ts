/** Every URL of the app. A letter and a screen that mean the same place spell it the same way. */
const part = encodeURIComponent;

export const home = () => '/';
export const setup = () => '/setup';

export const signIn = () => '/sign-in';
export const signInCode = () => '/sign-in/code';
export const signInLink = (token: string) => `/sign-in/${part(token)}`;
export const signOut = () => '/sign-out';

/** One's own name, zone and sessions. */
export const account = () => '/account';
/** Of the workspace. */
export const settings = () => '/settings';
/** What new plans begin with. */
export const templates = () => `${settings()}/templates`;
export const template = (templateId: string) => `${templates()}/${part(templateId)}`;
/** What the workspace's own selling calls how far a plan has come. */
export const stages = () => `${settings()}/stages`;
export const workspaceMark = (workspaceId: string, hash: string) =>
  `/workspaces/${part(workspaceId)}/mark/${part(hash)}`;

/** What is there to do today, over all one's plans. */
export const today = () => '/today';
export const plans = () => '/plans';
export const newPlan = () => '/plans/new';
/** Posting opens the sample deal. */
export const openSample = () => '/plans/sample';
export const plan = (planId: string) => `/plans/${part(planId)}`;
export const planPeople = (planId: string) => `${plan(planId)}/people`;
/** The plan drawn on days. */
export const planTimeline = (planId: string) => `${plan(planId)}/timeline`;
export const planActivity = (planId: string) => `${plan(planId)}/activity`;
/** The letters about it that one may look at, exactly as they were sent. */
export const planLetters = (planId: string) => `${plan(planId)}/letters`;
export const planLetter = (planId: string, letterId: string) => `${planLetters(planId)}/${part(letterId)}`;
export const planLetterBody = (planId: string, letterId: string) => `${planLetter(planId, letterId)}/body`;
/** A file that came with a comment. */
export const planFile = (planId: string, fileId: string) => `${plan(planId)}/files/${part(fileId)}`;
/** What was promised and kept, and how much is finished each week. */
export const planPace = (planId: string) => `${plan(planId)}/pace`;
/** What was decided, as minutes. */
export const planDecisions = (planId: string) => `${plan(planId)}/decisions`;
export const planDecisionsCsv = (planId: string) => `${planDecisions(planId)}.csv`;
/** Posting takes the sample deal away. */
export const planSample = (planId: string) => `${plan(planId)}/sample`;
/** Of one plan. */
/** A part of the settings of a plan. */
export const notNow = 'not-now';
export const planNotNow = (planId: string) => `${planSettings(planId)}#${notNow}`;
export const planSettings = (planId: string) => `${plan(planId)}/settings`;
export const planStep = (planId: string, stepId: string) => `${plan(planId)}/steps/${part(stepId)}`;
/** The meetings of a plan. */
export const planMeetings = (planId: string) => `${plan(planId)}/meetings`;
/** What to know before a meeting: only for whoever opens it. */
export const meetingBrief = (planId: string, stepId: string) => `${planStep(planId, stepId)}/brief`;
/** The one screen of a meeting that both sides look at. */
export const meetingScreen = (planId: string, stepId: string) => `${planStep(planId, stepId)}/meeting`;
/** Its end: what happens next. */
export const meetingClose = (planId: string, stepId: string) => `${planStep(planId, stepId)}/close`;
/** Where an approval is decided, and what was decided stays. */
export const planApprove = (planId: string, stepId: string) => `${plan(planId)}/approve/${part(stepId)}`;
/** The plan in one phone screen, for who decides. */
export const planGlance = (planId: string) => `${plan(planId)}/glance`;
/** The case and the plan on a page, for somebody's boss. */
export const planSummary = (planId: string) => `${plan(planId)}/summary`;
/** What the other side will see, and which letters they get, before it is so. */
export const planShare = (planId: string) => `${plan(planId)}/share`;
/** The invitation as it would arrive, alone in its frame. */
export const planShareLetter = (planId: string) => `${planShare(planId)}/letter`;
/** Where a track or a ready-made step is put into it. */
export const planAdd = (planId: string, set?: string) =>
  `${plan(planId)}/add${set ? `?set=${part(set)}` : ''}`;
/** Saving it as a template, for members. */
export const planTemplate = (planId: string) => `${plan(planId)}/template`;
/** What is written about the plan as a whole. */
export const planAsk = (planId: string) => `${plan(planId)}/ask`;
/** What somebody wrote that met another's words, and waits for them to choose. */
export const planUnsettled = (planId: string) => `${plan(planId)}/unsettled`;
/** Commands as JSON. */
export const planCommands = (planId: string) => `${plan(planId)}/commands`;
/** One of them with files that come along. */
export const planWithFiles = (planId: string) => `${plan(planId)}/with-files`;
/** The line of a plan: what is written to it, as it is written. */
export const planEvents = (planId: string) => `${plan(planId)}/events`;
/** Who is there: where this screen is. */
export const planShown = (planId: string) => `${plan(planId)}/shown`;
export const planPresence = (planId: string) => `${plan(planId)}/presence`;
/** The same for Express. */
export const planEventsRoute = '/plans/:planId/events';
export const planPresenceRoute = '/plans/:planId/presence';
export const planInTouchAway = (planId: string) => `${planInTouch(planId)}?away#in-touch-more`;
export const planInTouch = (planId: string) => `${plan(planId)}/in-touch`;
/** Commands as forms. */
/** What is being written, as the letter that it becomes. */
export const planAsItArrives = (planId: string) => `${plan(planId)}/as-it-arrives`;
export const planChange = (planId: string) => `${plan(planId)}/change`;
export const planWhole = (planId: string) => `${plan(planId)}?view=whole`;

export const invitation = (token: string) => `/invitation/${part(token)}`;
/** Into a workspace, for a new member. */
export const memberInvitation = (token: string) => `/join/${part(token)}`;
/** The summary of a plan, for whoever holds the link. */
export const summaryLink = (token: string) => `/summary/${part(token)}`;
/** What somebody's own calendar asks for. */
export const calendarFeed = (token: string) => `/calendar/${part(token)}/plans.ics`;
/** One act about one step, from a letter. */
export const letterAct = (token: string) => `/act/${part(token)}`;
/** How somebody is kept in touch about one plan, from a letter about it. */
export const keepInTouch = (token: string) => `/in-touch/${part(token)}`;
/** What becomes of a reply that was mailed, from its receipt. */
export const replyAct = (token: string) => `/replies/${part(token)}`;
export const stopLetters = (token: string) => `/stop/${part(token)}`;

export const mailbox = () => '/mailbox';
export const letter = (letterId: string) => `${mailbox()}/${part(letterId)}`;
/** The letter itself, alone in its frame. */
export const letterBody = (letterId: string) => `${letter(letterId)}/body`;
/** Posting answers a letter as its reader would by mail. */
export const replyToLetter = (letterId: string) => `${letter(letterId)}/reply`;
export const sendLetterNow = (letterId: string) => `${letter(letterId)}/send`;

/** Where Resend tells what became of letters. */
export const resendHook = () => '/hooks/resend';

/** Where a mail server posts what was mailed to a reply address. */
export const inboundHook = () => '/hooks/inbound';

export const health = () => '/healthz';
export const ready = () => '/readyz';

/** The first segment of paths whose second segment is a secret; logs leave it out. */
export const SECRET_AFTER: ReadonlySet<string> = new Set([
  'sign-in',
  'invitation',
  'join',
  'stop',
  'in-touch',
  'act',
  'replies',
  'summary',
  'calendar',
]);

/** Where servers post by themselves, without a browser's origin headers: RFC 8058, and what is signed. */
export function isForServers(path: string): boolean {
  return /^\/stop\/[\w-]+$/.test(path) || path === resendHook() || path === inboundHook();
}

/** Where more may come at a time than words. */
export const takesFiles = (path: string): boolean =>
  /^\/plans\/[\w-]{36}\/(change|with-files)$/.test(path) || /^\/mailbox\/[\w-]+\/reply$/.test(path);
