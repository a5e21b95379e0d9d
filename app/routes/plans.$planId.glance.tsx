import { Glance } from '#app/components/glance.tsx';

/** Everything on it comes with the plan around it, in the reader's own layers. */
export default function GlancePage() {
  return <Glance />;
}
