/*
 * The signs in use. Their shapes are Lucide's (ISC licence, https://lucide.dev); drawn here, because its package
 * brings more to every page than all of them together. Each stands beside words or has a label of its own.
 */
import type { SVGProps } from 'react';

export interface IconProps extends Omit<SVGProps<SVGSVGElement>, 'children' | 'd'> {
  size?: number;
}

/** `d` is the path in a square of 24. */
function drawn(d: string) {
  return function Icon({ size = 24, ...rest }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.7}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...rest}
      >
        <path d={d} />
      </svg>
    );
  };
}

const dot = (x: number, y: number) => `M${x - 1} ${y}a1 1 0 1 0 2 0a1 1 0 1 0-2 0`;

export const AddIcon = drawn('M5 12h14M12 5v14');
export const BackIcon = drawn('m15 18-6-6 6-6');
export const CheckIcon = drawn('M20 6 9 17l-5-5');
export const CloseIcon = drawn('M18 6 6 18M6 6l12 12');
export const EditIcon = drawn(
  'M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4',
);
export const ForwardIcon = drawn('m9 18 6-6-6-6');
export const GripIcon = drawn(
  [dot(9, 12), dot(9, 5), dot(9, 19), dot(15, 12), dot(15, 5), dot(15, 19)].join(''),
);
export const MoreIcon = drawn([dot(12, 12), dot(19, 12), dot(5, 12)].join(''));
export const SearchIcon = drawn('m21 21-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0');
export const SendIcon = drawn('m5 12 7-7 7 7M12 19V5');
export const UndoIcon = drawn('M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11');
