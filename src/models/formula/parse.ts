/**
 * From text to a checked tree. mathjs parses; we copy its tree node by node, take the next token for every leaf and
 * operator on the way, and refuse what is not on the list. So each token is accounted for exactly once, and the
 * tree is the text and nothing else. (mathjs's nodes carry no positions: the tokens do.)
 */
import { checkGrammar } from './grammar.ts';
import { type MathNode, mathjs } from './mathjs.ts';
import { refuse, type Source } from './refusal.ts';
import { type Token, tokensOf } from './tokens.ts';
import type { Arithmetic, Comparison, Condition, Scope, Tree } from './tree.ts';

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^']);
const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);

/** @throws Error one sentence: field, text, position, reason */
export function parseFormula(source: Source, scope: Scope): Tree {
  const tokens = tokensOf(source);
  checkGrammar(source, tokens, scope);
  const spelling = new Map(scope.inputs.flatMap((names) => names.map((name) => [name, names[0]] as const)));
  let next = 0;

  const unreadable = (): never =>
    refuse(source, tokens[next].at, 'mathjs and mckean read it differently here');

  function take(kind: Token['kind'], text?: string): string {
    const token = tokens[next];
    if (token.kind !== kind || (text !== undefined && token.text !== text)) unreadable();
    next++;
    return token.text;
  }

  function value(node: MathNode): Tree {
    const { args = [], op = '' } = node;
    switch (node.type) {
      case 'ConstantNode': {
        const number = Number(take('number'));
        return node.value === number ? { kind: 'number', value: number } : unreadable();
      }
      case 'SymbolNode': {
        const name = take('name', String(node.name));
        return { kind: 'name', name: spelling.get(name) ?? name };
      }
      case 'ParenthesisNode': {
        take('symbol', '(');
        const inner = value(node.content!);
        take('symbol', ')');
        return inner;
      }
      case 'FunctionNode': {
        const name = take('name', String((node.fn as MathNode).name));
        take('symbol', '(');
        const of = args.map((arg, i) => {
          if (i > 0) take('symbol', ',');
          return value(arg);
        });
        take('symbol', ')');
        return name === 'pow'
          ? { kind: 'arithmetic', op: '^', left: of[0], right: of[1] }
          : { kind: 'call', name, of };
      }
      case 'OperatorNode': {
        if (args.length === 1) {
          if (take('symbol', op) === '+') return value(args[0]);
          return op === '-' ? { kind: 'negative', of: value(args[0]) } : unreadable();
        }
        if (node.implicit || args.length !== 2) unreadable();
        const left = value(args[0]);
        if (COMPARISONS.has(op)) outsideChoice();
        if (!ARITHMETIC.has(op)) unreadable();
        take('symbol', op);
        return { kind: 'arithmetic', op: op as Arithmetic, left, right: value(args[1]) };
      }
      case 'ConditionalNode': {
        const when = condition(node.condition!);
        take('symbol', '?');
        const then = value(node.trueExpr!);
        take('symbol', ':');
        return { kind: 'choice', when, then, otherwise: value(node.falseExpr!) };
      }
      case 'RelationalNode': {
        return outsideChoice();
      }
      default:
        return unreadable();
    }
  }

  function outsideChoice(): never {
    const token = tokens.find(({ text }, i) => i >= next && COMPARISONS.has(text)) ?? tokens[next];
    return refuse(source, token.at, 'one comparison stands before the "?" of a choice, and nowhere else');
  }

  function condition(node: MathNode): Condition {
    if (node.type === 'ParenthesisNode') {
      take('symbol', '(');
      const inner = condition(node.content!);
      take('symbol', ')');
      return inner;
    }
    const { args = [], op = '' } = node;
    if (node.type === 'RelationalNode') outsideChoice();
    if (node.type !== 'OperatorNode' || !COMPARISONS.has(op))
      refuse(source, tokens[next].at, 'a comparison (for example x1 > 0) is expected before "?"');
    const left = value(args[0]);
    take('symbol', op);
    return { op: op as Comparison, left, right: value(args[1]) };
  }

  const tree = value(parsed(source, tokens));
  if (tokens[next].kind !== 'end') unreadable();
  return tree;
}

function parsed(source: Source, tokens: readonly Token[]): MathNode {
  try {
    return mathjs().parse(source.text);
  } catch (error) {
    const { char } = error as { char?: unknown };
    const at = typeof char === 'number' ? char : tokens[0].at;
    return refuse(source, at, `it cannot be read (${(error as Error).message})`);
  }
}
