import type { AvatarPerson } from '#app/components/avatar.tsx';
import type { PlanLineItem } from '#app/components/plan-line.tsx';

export type Face = AvatarPerson & { id: string };

export const maya: Face = { id: 'maya', initials: 'MK', side: 'seller' };
export const tom: Face = { id: 'tom', initials: 'TB', side: 'seller' };
export const dana: Face = { id: 'dana', initials: 'DO', side: 'buyer' };
export const lena: Face = { id: 'lena', initials: 'LH', side: 'buyer' };
export const grace: Face = { id: 'grace', initials: 'GA', side: 'buyer' };
export const rui: Face = { id: 'rui', initials: 'RS', side: 'buyer' };
export const nobody: Face = { id: 'nobody', initials: '', side: 'none' };

export const line: PlanLineItem[] = [
  { id: 'fit', name: 'Fit proven', day: 'Fri 20 Nov', shortDay: '20 Nov', x: 0.132, reached: true },
  { id: 'case', name: 'Case made', day: 'Fri 18 Dec', shortDay: '18 Dec', x: 0.338 },
  { id: 'papers', name: 'Papers signed', day: 'Fri 5 Feb', shortDay: '5 Feb', x: 0.699 },
  { id: 'live', name: 'Live', day: 'Fri 12 Mar', shortDay: '12 Mar', x: 0.93 },
];

export const lineAloud =
  "Fit proven, reached Fri 20 Nov. Today Fri 27 Nov. Case made Fri 18 Dec. Papers signed Fri 5 Feb. Live Fri 12 Mar, on today's pace Thu 18 Mar.";
