/** Expressions of the stochastic layer, as far as they are plain numbers: constants, parameters, arithmetic, and the exponential law. */
import { XmlElement } from '@rgrove/parse-xml';
import { UnsupportedError, attributeOf, childrenOf } from '../xml.js';

/** @param parameter the expression that defines a parameter of this name */
export function valueOf(expression: XmlElement, parameter: (name: string) => XmlElement, above: readonly XmlElement[] = []): number {
  if (above.includes(expression)) throw new UnsupportedError(`parameter defined by itself: <${expression.name}>`);
  const inputs = (): number[] => childrenOf(expression).map((each) => valueOf(each, parameter, [...above, expression]));
  switch (expression.name) {
    case 'float':
    case 'int': return numberOf(attributeOf(expression, 'value'));
    case 'bool': return attributeOf(expression, 'value') === 'true' ? 1 : 0;
    case 'parameter': return valueOf(parameter(attributeOf(expression, 'name')), parameter, [...above, expression]);
    case 'neg': return -inputs()[0]!;
    case 'add': return inputs().reduce((a, b) => a + b);
    case 'sub': return inputs().reduce((a, b) => a - b);
    case 'mul': return inputs().reduce((a, b) => a * b);
    case 'div': return inputs().reduce((a, b) => a / b);
    case 'pow': return inputs().reduce((a, b) => a ** b);
    case 'exp': return Math.exp(inputs()[0]!);
    // The probability that something of this rate has failed by this time.
    case 'exponential': { const [rate, time] = inputs(); return -Math.expm1(-rate! * time!); }
    default: throw new UnsupportedError(`expression <${expression.name}>`);
  }
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new UnsupportedError(`"${text}" is no number`);
  return value;
}
