import type { AppState } from "@excalidraw/excalidraw/types";

/** What of Excalidraw's state says what somebody is at. */
type Gesture = Pick<
  AppState,
  | "newElement" | "multiElement" | "resizingElement" | "editingTextElement" | "editingLinearElement" | "selectedLinearElement"
  | "selectedElementsAreBeingDragged" | "isResizing" | "isRotating" | "selectedElementIds"
>;

/** Ids of the elements that somebody here is at with mouse or keys: being drawn, typed into, dragged, resized, turned. */
export function heldElements(state: Gesture): ReadonlySet<string> {
  const held = new Set<string>();
  for (const element of [state.newElement, state.multiElement, state.resizingElement, state.editingTextElement]) {
    if (element !== null) held.add(element.id);
  }
  const typed = state.editingTextElement;
  if (typed?.type === "text" && typed.containerId !== null) held.add(typed.containerId);
  if (state.editingLinearElement !== null) held.add(state.editingLinearElement.elementId);
  if (state.selectedLinearElement?.isDragging === true) held.add(state.selectedLinearElement.elementId);
  if (state.selectedElementsAreBeingDragged || state.isResizing || state.isRotating) {
    for (const id of Object.keys(state.selectedElementIds)) held.add(id);
  }
  return held;
}
