/** What stays of the realm: everything else is removed, and the rest is frozen. */
import { ObjectPrototype, CapturedPromise, CapturedError, CapturedTypeError, CapturedBigInt, CapturedString, global, numberToString, STACK_FRAMES_MAX, defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, ownKeys, deleteProperty, apply, isFinite, isInteger, floor } from "./captured.js";

/** Globals of ES2023, without those that tell time, roll dice, observe memory or places, make code, or trap reads (Proxy). */
const GLOBALS =
  "globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent " +
  "Object Array String Number Boolean Symbol BigInt Math JSON Reflect Map Set WeakMap WeakSet Promise RegExp " +
  "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError " +
  "ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float32Array Float64Array";

/** Names that a property of a built-in may have. One list for all: no newer name is also the older name of something else, but for iterators. */
const PROPERTIES =
  "length name prototype constructor message cause errors stackTraceLimit " +
  "assign create defineProperties defineProperty entries freeze fromEntries getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames " +
  "getOwnPropertySymbols getPrototypeOf hasOwn is isExtensible isFrozen isSealed keys preventExtensions seal setPrototypeOf values " +
  "hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf apply bind call construct deleteProperty get has ownKeys set " +
  "from isArray of at concat copyWithin every fill filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join lastIndexOf map pop push " +
  "reduce reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced unshift with " +
  "fromCharCode fromCodePoint raw charAt charCodeAt codePointAt endsWith match matchAll normalize padEnd padStart repeat replace replaceAll search split startsWith " +
  "substr substring toLowerCase toUpperCase trim trimEnd trimLeft trimRight trimStart " +
  "EPSILON MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY isFinite isInteger isNaN isSafeInteger parseFloat parseInt " +
  "toExponential toFixed toPrecision asIntN asUintN " +
  "asyncDispose asyncIterator dispose hasInstance isConcatSpreadable iterator species toPrimitive toStringTag unscopables for keyFor description " +
  "E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul log log10 log1p log2 " +
  "max min pow round sign sin sinh sqrt tan tanh trunc parse stringify " +
  "add clear delete size next return throw all allSettled any race reject resolve then catch finally " +
  "exec test dotAll flags global hasIndices ignoreCase multiline source sticky unicode " +
  "isView buffer byteLength byteOffset BYTES_PER_ELEMENT subarray " +
  "getBigInt64 getBigUint64 getFloat32 getFloat64 getInt16 getInt32 getInt8 getUint16 getUint32 getUint8 " +
  "setBigInt64 setBigUint64 setFloat32 setFloat64 setInt16 setInt32 setInt8 setUint16 setUint32 setUint8";

const SYMBOLS = [
  Symbol.asyncIterator, Symbol.hasInstance, Symbol.isConcatSpreadable, Symbol.iterator, Symbol.match, Symbol.matchAll, Symbol.replace,
  Symbol.search, Symbol.species, Symbol.split, Symbol.toPrimitive, Symbol.toStringTag, Symbol.unscopables,
];

/** What newer engines have and do not let go of, older ones get. */
const addSymbols = () => {
  for (const name of ["dispose", "asyncDispose"]) {
    if (!hasOwn(Symbol, name)) defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
  }
};

/** Objects that no global leads to, but the language does. */
const hiddenRoots = () => {
  const generator = function* () {};
  const asyncGenerator = async function* () {};
  const strict = function () {
    return arguments;
  };
  const stack = getOwnPropertyDescriptor(new CapturedError(""), "stack");
  return [
    getPrototypeOf(function () {}), getPrototypeOf(generator), getPrototypeOf(asyncGenerator), getPrototypeOf(async () => {}),
    getPrototypeOf([][Symbol.iterator]()), getPrototypeOf(new Map().entries()), getPrototypeOf(new Set().values()),
    getPrototypeOf(""[Symbol.iterator]()), getPrototypeOf("".matchAll(/x/g)), getPrototypeOf(Int8Array),
    getOwnPropertyDescriptor(strict(), "callee").get, stack && stack.get, stack && stack.set, global.InternalError,
  ].filter(Boolean);
};

/** Iterator.prototype has gained methods with names that arrays had before. */
const trimIteratorPrototypes = () => {
  const iterator = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));
  const asyncIterator = getPrototypeOf(getPrototypeOf(getPrototypeOf((async function* () {})())));
  for (const prototype of [iterator, asyncIterator]) {
    for (const key of ownKeys(prototype)) if (key !== Symbol.iterator && key !== Symbol.asyncIterator) deleteProperty(prototype, key);
  }
};

/** Functions made from text would have a global scope of their own and no line in the learner's file. */
const tameConstructors = () => {
  const Function = function Function() {
    throw new CapturedTypeError("Code cannot be made from text here. Write the function itself.");
  };
  const FunctionPrototype = getPrototypeOf(Function);
  defineProperty(Function, "prototype", { value: FunctionPrototype, writable: false });
  for (const prototype of [FunctionPrototype, getPrototypeOf(function* () {}), getPrototypeOf(async function* () {}), getPrototypeOf(async () => {})]) {
    defineProperty(prototype, "constructor", { value: Function, writable: false, configurable: false });
  }
};

/**
 * Once a prototype is frozen, assigning to an object that inherits from it would throw: "the override mistake" of the
 * language. An accessor in place of the value lets `this.name = "x"` make an own property again.
 */
const letOverride = (prototype, keys) => {
  for (const key of keys) {
    const descriptor = getOwnPropertyDescriptor(prototype, key);
    if (descriptor === undefined || !("value" in descriptor)) continue;
    const { value } = descriptor;
    const accessor = {
      get() {
        return value;
      },
      set(own) {
        if (this === prototype) throw new CapturedTypeError(`${CapturedString(key)} of a built-in cannot be changed`);
        defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
      },
    };
    defineProperty(prototype, key, { get: accessor.get, set: accessor.set, enumerable: false, configurable: true });
  }
};

const letOverrideUsualNames = () => {
  for (const name of ["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "AggregateError"]) {
    letOverride(global[name].prototype, ["name", "message", "toString", "constructor"]);
  }
  letOverride(ObjectPrototype, ["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"]);
  letOverride(Array.prototype, ["toString"]);
  letOverride(Map.prototype, ["toString"]);
  letOverride(getPrototypeOf(function () {}), ["toString"]);
};

/** Digits after the point in a base other than 10 are up to the engine; these are the shortest that tell the number from its neighbours. */
const toStringInBase = (number, base) => {
  const digit = (value) => "0123456789abcdefghijklmnopqrstuvwxyz"[value];
  let whole = floor(number);
  let rest = number - whole;
  let text = "";
  let delta = 0.5 * (nextUp(number) - number);
  if (delta < 5e-324) delta = 5e-324;
  if (rest >= delta) {
    const digits = [];
    do {
      rest *= base;
      delta *= base;
      const value = floor(rest);
      digits.push(value);
      rest -= value;
      if ((rest > 0.5 || (rest === 0.5 && value % 2 === 1)) && rest + delta > 1) {
        while (digits.length > 0 && digits[digits.length - 1] + 1 >= base) digits.pop();
        if (digits.length === 0) whole += 1;
        else digits[digits.length - 1] += 1;
        break;
      }
    } while (rest >= delta);
    if (digits.length > 0) text = `.${digits.map(digit).join("")}`;
  }
  return (whole <= 9007199254740991 ? apply(numberToString, whole, [base]) : CapturedBigInt(whole).toString(base)) + text;
};

const float = new Float64Array(1);
const bits = new BigUint64Array(float.buffer);
const nextUp = (number) => {
  float[0] = number;
  bits[0] += 1n;
  return float[0];
};

const tameNumbers = () => {
  const method = {
    toString(base) {
      if (base === undefined || base === 10) return apply(numberToString, this, []);
      const number = +apply(numberToString, this, []);
      if (!isFinite(number) || (isInteger(number) && number <= 9007199254740991 && number >= -9007199254740991)) return apply(numberToString, this, [base]);
      // Throws for a base that there is not.
      apply(numberToString, 0, [base]);
      const whole = floor(base);
      return number < 0 ? `-${toStringInBase(-number, whole)}` : toStringInBase(number, whole);
    },
  };
  defineProperty(Number.prototype, "toString", { value: method.toString, writable: true, enumerable: false, configurable: true });
};

/** Merges sorted halves, the left one first where neither comes before the other. Which pairs are asked for depends on the answers alone. */
const mergeSort = (list, compare) => {
  const { length } = list;
  if (length < 2) return list;
  const middle = length >> 1;
  const left = mergeSort(list.slice(0, middle), compare);
  const right = mergeSort(list.slice(middle), compare);
  let l = 0;
  let r = 0;
  for (let at = 0; at < length; at++) {
    if (r === right.length || (l < left.length && !(+compare(left[l], right[r]) > 0))) list[at] = left[l++];
    else list[at] = right[r++];
  }
  return list;
};

const checkComparator = (compare) => {
  if (typeof compare !== "function") throw new CapturedTypeError("The comparator of a sort must be a function.");
};

/**
 * Engines ask a comparator for different pairs in a different order, which shows where it counts, or rolls dice (a
 * shuffle). Sorting without one compares texts, where nobody can watch.
 */
const tameSorting = () => {
  const ArrayPrototype = Array.prototype;
  const TypedPrototype = getPrototypeOf(Int8Array.prototype);
  const { sort: sortArray, toSorted: toSortedArray } = ArrayPrototype;
  const { sort: sortTyped, toSorted: toSortedTyped } = TypedPrototype;
  const methods = {
    sort(compare) {
      if (compare === undefined) return apply(sortArray, this, []);
      checkComparator(compare);
      const held = [];
      const { length } = this;
      let places = 0;
      for (let at = 0; at < length; at++) {
        if (!(at in this)) continue;
        places += 1;
        if (this[at] !== undefined) held.push(this[at]);
      }
      mergeSort(held, compare);
      for (let at = 0; at < places; at++) this[at] = at < held.length ? held[at] : undefined;
      for (let at = places; at < length; at++) delete this[at];
      return this;
    },
    toSorted(compare) {
      if (compare === undefined) return apply(toSortedArray, this, []);
      checkComparator(compare);
      const copy = [];
      for (let at = 0; at < this.length; at++) copy.push(this[at]);
      return copy.sort(compare);
    },
  };
  const typed = {
    sort(compare) {
      if (compare === undefined) return apply(sortTyped, this, []);
      checkComparator(compare);
      this.set(mergeSort([...this], compare));
      return this;
    },
    toSorted(compare) {
      const copy = apply(toSortedTyped, this, []);
      return compare === undefined ? copy : this.constructor.from(mergeSort([...this], (checkComparator(compare), compare)));
    },
  };
  for (const name of ["sort", "toSorted"]) {
    defineProperty(ArrayPrototype, name, { value: methods[name], writable: true, enumerable: false, configurable: true });
    defineProperty(TypedPrototype, name, { value: typed[name], writable: true, enumerable: false, configurable: true });
  }
};

const mustDelete = (object, key) => {
  if (!deleteProperty(object, key)) throw new CapturedError(`The realm cannot be closed: ${CapturedString(key)} stays`);
};

/** Chromium's workers inherit two numbers (TEMPORARY and PERSISTENT) that nobody can delete, and that lead nowhere. */
const isBareConstant = (object, key) => {
  const { value, writable, configurable } = getOwnPropertyDescriptor(object, key);
  return typeof value === "number" && !writable && !configurable;
};

/** Deletes what is not in the lists from every object that can be reached, and freezes it. */
const freezeAll = (roots) => {
  const allowed = new Set([...PROPERTIES.split(" "), ...SYMBOLS]);
  const seen = new Set(roots);
  const found = [...roots];
  const find = (value) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return;
    seen.add(value);
    // Methods have nothing but a length and a name.
    if (typeof value === "function" && !hasOwn(value, "prototype")) freeze(value);
    else found.push(value);
  };
  for (let at = 0; at < found.length; at++) {
    const object = found[at];
    for (const key of ownKeys(object)) {
      if (object !== global && !allowed.has(key)) {
        if (!isBareConstant(object, key)) mustDelete(object, key);
        continue;
      }
      const descriptor = getOwnPropertyDescriptor(object, key);
      find(descriptor.value);
      find(descriptor.get);
      find(descriptor.set);
    }
    find(getPrototypeOf(object));
    freeze(object);
  }
};

/**
 * Closes the realm, once, before any learner's code. Without `promises` there is no Promise either: the host has read
 * the program and found that it makes none, and answers at once.
 */
const lockDown = (promises) => {
  const roots = hiddenRoots();
  trimIteratorPrototypes();
  addSymbols();
  tameConstructors();
  tameNumbers();
  tameSorting();
  deleteProperty(Math, "random");
  defineProperty(Error, "stackTraceLimit", { value: STACK_FRAMES_MAX, writable: false, enumerable: false, configurable: false });
  roots.push(CapturedPromise);
  const globals = new Set(GLOBALS.split(" "));
  if (!promises) globals.delete("Promise");
  for (const key of ownKeys(global)) if (!globals.has(key)) mustDelete(global, key);
  let parent = getPrototypeOf(global);
  while (parent !== null && parent !== ObjectPrototype) {
    for (const key of ownKeys(parent)) if (!isBareConstant(parent, key)) mustDelete(parent, key);
    parent = getPrototypeOf(parent);
  }
  letOverrideUsualNames();
  freezeAll([...roots, global]);
};

export { lockDown };
