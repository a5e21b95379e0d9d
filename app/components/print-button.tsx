import { useEffect, useState } from 'react';
import { Button } from '#app/ui/button.tsx';

/** Only where it can do something: without JavaScript the browser's own menu prints as well. */
export function PrintButton() {
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(true), []);
  return works ? (
    <Button type="button" onClick={() => window.print()}>
      Print
    </Button>
  ) : null;
}
