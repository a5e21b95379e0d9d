import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';

// It is read more than used: the schedule and its drawing come with the first touch, or with the first news.
const TimelinePart = await whenUsed(async () => (await import('./timeline-part.tsx')).TimelinePart);

export function TimelineWhenUsed() {
  const { plan } = useEditing();
  return <TimelinePart from={plan} />;
}
