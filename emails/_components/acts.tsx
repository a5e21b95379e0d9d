import { Fragment } from 'react';
import { useIsText } from './medium.ts';
import { light } from './palette.ts';

/** What can be done by a link, one beside the other; in text, each address on a line of its own. */
export function Acts({ acts }: { acts: readonly { label: string; url: string }[] }) {
  const isText = useIsText();
  return acts.map(({ label, url }, index) => (
    <Fragment key={url}>
      {isText ? (
        <>
          <br />
          {label}:<br />
          {url}
        </>
      ) : (
        <>
          {index > 0 && ' · '}
          <a
            href={url}
            className="ink"
            style={{ color: light.ink, textDecoration: 'underline', whiteSpace: 'nowrap' }}
          >
            {label}
          </a>
        </>
      )}
    </Fragment>
  ));
}
