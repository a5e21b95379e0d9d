import type { Layout } from '#app/domain/timeline/layout.ts';

/** What a sheet across leaves for the drawing, in px: the narrower of A4 and Letter wide, the lower of them high. */
const paper = { width: 960, height: 470 };
/** As in chart.module.css. */
const names = 336;

/** So much smaller the drawing is on paper that all of it is on one sheet. */
export const printZoom = ({ width, height }: Layout): number =>
  Math.floor(1000 * Math.min(1, paper.width / (names + width), paper.height / height)) / 1000;
