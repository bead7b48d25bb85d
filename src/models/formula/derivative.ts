/**
 * Derivatives of trees. mathjs differentiates each operation and function once, in u and v (`u * v`, `u ^ v`,
 * `sin(u)` …); its answers, and our own for functions it does not know, are put together by the chain rule.
 *
 * So mathjs never works on a stranger's tree, and what it costs does not depend on the formula.
 */
import { FUNCTIONS } from './functions.ts';
import { mathjs } from './mathjs.ts';
import { parseFormula } from './parse.ts';
import { type Arithmetic, scopeOf, type Tree } from './tree.ts';

const UV = scopeOf(['u', 'v']);
const templates = new Map<string, Tree>();

/** ∂/∂variable of a formula in u and v, as a tree in u and v. */
function template(text: string, variable: 'u' | 'v', own?: string): Tree {
  const key = `${text} d${variable}`;
  let tree = templates.get(key);
  if (tree === undefined) {
    const slope = own ?? mathjs().derivative(text, variable).toString({ implicit: 'show' });
    tree = parseFormula({ field: `the derivative of ${text}`, text: slope }, UV);
    templates.set(key, tree);
  }
  return tree;
}

/** mathjs has −u/v² for the second, where v² overflows long before u/v does. */
const QUOTIENT = ['1 / v', '-((u / v) / v)'];

const number = (value: number): Tree => ({ kind: 'number', value });
const ZERO = number(0);
const ONE = number(1);

type NumberTree = Extract<Tree, { kind: 'number' }>;

function isNumber(tree: Tree): tree is NumberTree {
  return tree.kind === 'number';
}

function is(tree: Tree, value: number): boolean {
  return tree.kind === 'number' && tree.value === value;
}

function negative(of: Tree): Tree {
  if (isNumber(of)) return of.value === 0 ? of : number(-of.value);
  return of.kind === 'negative' ? of.of : { kind: 'negative', of };
}

function folded(op: Arithmetic, a: number, b: number): number | undefined {
  if (op === '+') return a + b;
  if (op === '-') return a - b;
  if (op === '*') return a * b;
  return op === '/' && b !== 0 ? a / b : undefined;
}

/** The operation without what is plainly superfluous: 0 + u, 1·u, u^1 …; 0·u is 0 whatever u is. */
function arithmetic(op: Arithmetic, left: Tree, right: Tree): Tree {
  if (isNumber(left) && isNumber(right)) {
    const value = folded(op, left.value, right.value);
    if (value !== undefined && Number.isFinite(value)) return number(value);
  }
  if (op === '+') {
    if (is(left, 0)) return right;
    if (is(right, 0)) return left;
    if (right.kind === 'negative') return arithmetic('-', left, right.of);
  } else if (op === '-') {
    if (is(left, 0)) return negative(right);
    if (is(right, 0)) return left;
    if (right.kind === 'negative') return arithmetic('+', left, right.of);
  } else if (op === '*') {
    if (is(left, 0) || is(right, 0)) return ZERO;
    if (is(left, 1)) return right;
    if (is(right, 1)) return left;
    if (is(left, -1)) return negative(right);
    if (is(right, -1)) return negative(left);
    if (left.kind === 'negative') return negative(arithmetic('*', left.of, right));
    if (right.kind === 'negative') return negative(arithmetic('*', left, right.of));
    if (isNumber(right)) return arithmetic('*', right, left);
    if (isNumber(left) && right.kind === 'arithmetic' && right.op === '*' && isNumber(right.left))
      return arithmetic('*', number(left.value * right.left.value), right.right);
  } else if (op === '/') {
    if (is(left, 0)) return ZERO;
    if (is(right, 1)) return left;
  } else {
    if (is(right, 1)) return left;
    if (is(right, 0)) return ONE;
  }
  return { kind: 'arithmetic', op, left, right };
}

/** A template with u and v put in, made simpler on the way. */
function putIn(tree: Tree, u: Tree, v: Tree): Tree {
  switch (tree.kind) {
    case 'number':
      return tree;
    case 'name':
      return tree.name === 'u' ? u : v;
    case 'negative':
      return negative(putIn(tree.of, u, v));
    case 'arithmetic':
      return arithmetic(tree.op, putIn(tree.left, u, v), putIn(tree.right, u, v));
    case 'call':
      return { ...tree, of: tree.of.map((arg) => putIn(arg, u, v)) };
    case 'choice':
      throw new Error('No derivative of one operation or function is a choice.');
  }
}

function choice(when: Extract<Tree, { kind: 'choice' }>['when'], then: Tree, otherwise: Tree): Tree {
  if (isNumber(then) && is(otherwise, then.value)) return then;
  return { kind: 'choice', when, then, otherwise };
}

/** ∂(slope of u)·u′ + ∂(slope of v)·v′ for an operation or function written in u and v. */
function chain(
  text: string,
  [u, v = ZERO]: readonly Tree[],
  inner: readonly Tree[],
  own?: readonly string[],
): Tree {
  let sum = ZERO;
  inner.forEach((slope, i) => {
    if (is(slope, 0)) return;
    const outer = putIn(template(text, i === 0 ? 'u' : 'v', own?.[i]), u, v);
    sum = arithmetic('+', sum, arithmetic('*', outer, slope));
  });
  return sum;
}

/** ∂tree/∂variable. At kinks as functions.ts says; of a choice, that of the branch taken. */
export function derivativeOf(tree: Tree, variable: string): Tree {
  const known = new Map<Tree, Tree>();

  function derive(node: Tree): Tree {
    let found = known.get(node);
    if (found === undefined) {
      found = rule(node);
      known.set(node, found);
    }
    return found;
  }

  function rule(node: Tree): Tree {
    switch (node.kind) {
      case 'number':
        return ZERO;
      case 'name':
        return node.name === variable ? ONE : ZERO;
      case 'negative':
        return negative(derive(node.of));
      case 'arithmetic': {
        const inner = [derive(node.left), derive(node.right)];
        if (node.op === '+' || node.op === '-') return arithmetic(node.op, inner[0], inner[1]);
        return chain(
          `u ${node.op} v`,
          [node.left, node.right],
          inner,
          node.op === '/' ? QUOTIENT : undefined,
        );
      }
      case 'call': {
        const { name, of } = node;
        const inner = of.map(derive);
        if (name === 'min' || name === 'max') {
          const op = name === 'min' ? '<=' : '>=';
          return choice({ op, left: of[0], right: of[1] }, inner[0], inner[1]);
        }
        return chain(`${name}(${of.length === 1 ? 'u' : 'u, v'})`, of, inner, FUNCTIONS.get(name)?.slopes);
      }
      case 'choice':
        return choice(node.when, derive(node.then), derive(node.otherwise));
    }
  }

  return derive(tree);
}

/** −tree. */
export function negated(tree: Tree): Tree {
  return negative(tree);
}
