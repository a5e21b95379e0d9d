// A letter carries its own colours: no shared style sheet reaches a mail client. Light is written inline,
// because many clients drop the head; dark overrides by class where a client honours the reader's setting.
export const light = {
  paper: '#f3f1ec',
  card: '#ffffff',
  line: '#e6e2da',
  strong: '#cfc9bd',
  ink: '#1d1c21',
  ink2: '#57545e',
  ink3: '#6f6b76',
  seller: '#4b47c9',
  buyer: '#0b7a70',
};

const dark: typeof light = {
  paper: '#100f13',
  card: '#1b1a1f',
  line: '#2d2b33',
  strong: '#6b6775',
  ink: '#efedf2',
  ink2: '#b3afba',
  ink3: '#96929f',
  seller: '#a5a2ff',
  buyer: '#5cc9bd',
};

export const font = 'Inter,-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Helvetica,Arial,sans-serif';

// Gmail drops a whole style block over one rule it does not know: keep to plain rules.
export const headStyles = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:640px){.page{padding:0 0 24px!important}.card{border-radius:0!important;border-width:1px 0!important;padding:26px 20px 24px!important}.label{width:92px!important}.stop{font-size:11px!important}}
@media (prefers-color-scheme:dark){.paper{background:${dark.paper}!important}.card{background:${dark.card}!important;border-color:${dark.line}!important}.ink{color:${dark.ink}!important}.ink2{color:${dark.ink2}!important}.ink3{color:${dark.ink3}!important}.rule{border-color:${dark.line}!important}.behind{border-color:${dark.ink}!important}.ahead{border-color:${dark.strong}!important}.button{background:${dark.ink}!important}.button a{color:#141317!important}.sunken{background:${dark.paper}!important}.seller{background:${dark.seller}!important}.buyer{background:${dark.buyer}!important}.thread{background:${dark.ink}!important}}`;
