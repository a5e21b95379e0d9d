import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';

const Glance = await whenUsed(async () => (await import('#app/components/glance.tsx')).Glance);

/** Everything on it comes with the plan around it, in the reader's own layers. */
export default function GlancePage() {
  return <Glance from={useEditing().plan} />;
}
