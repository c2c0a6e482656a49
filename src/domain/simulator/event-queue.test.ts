import fc from "fast-check";
import { expect, test } from "vitest";
import { EventQueue } from "./event-queue";

test("takes the earliest, and of two at one time the one that came first", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(20), fc.constant("take" as const))), (steps) => {
      const queue = new EventQueue<{ atUs: number; order: number }>();
      const model: { atUs: number; order: number }[] = [];
      steps.forEach((step, order) => {
        if (step !== "take") {
          queue.schedule(step, { atUs: step, order });
          model.push({ atUs: step, order });
          return;
        }
        model.sort((a, b) => a.atUs - b.atUs || a.order - b.order);
        expect(queue.nextAtUs).toBe(model[0]?.atUs ?? Infinity);
        if (model.length > 0) expect(queue.take()).toEqual(model.shift());
        expect(queue.size).toBe(model.length);
      });
    }),
  );
});
