"use client";

export { BrokenPage as default } from "../broken-page";
