/** On a finger's screen, controls are 44 px high and text is large enough not to be zoomed into. */
export const TOUCH = "pointer-coarse:[&_:is(.btn,.input,select)]:min-h-11 pointer-coarse:[&_.input]:text-[16px]";
