import type { Plugin } from 'vite';

type Shape = readonly [name: string, attributes: Readonly<Record<string, string>>];

const ICON = /[\\/]lucide[\\/]dist[\\/]esm[\\/]icons[\\/][\w-]+\.mjs$/;

/**
 * Makes one path of each icon's many shapes: drawn with one pen they look the same, and every page that
 * gets the tooltip's script is spared the rest.
 */
export function flatIcons(): Plugin {
  return {
    name: 'factmark:flat-icons',
    transform(code, id) {
      if (!ICON.test(id)) return undefined;
      const [, shapes] =
        /^const \w+ = (\[.+?^\]);$/ms.exec(code) ?? /^const \w+ = (\[.+\]);$/m.exec(code) ?? [];
      if (!shapes) throw new Error(`${id} is written otherwise than lucide's icons were`);
      const flat = flattenIcon(readShapes(shapes));
      return { code: `export default ${JSON.stringify([['path', { d: flat }]])};`, map: null };
    },
  };
}

/** The literal as JSON: its keys have no quotes. */
function readShapes(literal: string): Shape[] {
  return JSON.parse(literal.replace(/([{,]\s*)([\w-]+):/g, '$1"$2":')) as Shape[];
}

/**
 * @returns path data that draws what the shapes do.
 * @throws Error for a shape that no icon of ours has had so far.
 */
export function flattenIcon(shapes: readonly Shape[]): string {
  // A minus parts two numbers by itself.
  return shapes.map(toPath).join('').replaceAll(' -', '-');
}

function toPath([name, attributes]: Shape): string {
  const { d = '', points = '', width, height, cx, cy, r } = attributes;
  const [x, y] = [Number(attributes.x), Number(attributes.y)];
  switch (name) {
    case 'path':
      return startAbsolutely(d);
    case 'line':
      return `M${attributes.x1} ${attributes.y1}L${attributes.x2} ${attributes.y2}`;
    case 'polyline':
      return `M${points}`;
    case 'circle':
      return `M${Number(cx) - Number(r)} ${cy}a${r} ${r} 0 1 0 ${2 * Number(r)} 0a${r} ${r} 0 1 0-${2 * Number(r)} 0z`;
    case 'rect': {
      const radius = Number(attributes.rx ?? 0);
      const [across, down] = [Number(width) - 2 * radius, Number(height) - 2 * radius];
      const corner = (dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
      return [
        `M${x + radius} ${y}h${across}${corner(radius, radius)}v${down}${corner(-radius, radius)}`,
        `h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}z`,
      ].join('');
    }
    default:
      throw new Error(`No icon so far had a <${name}>: say here how it is drawn as a path`);
  }
}

/** A path begins at the drawing's origin, and further on where the one before it ended: "m6 9 6 6" means "M6 9l6 6". */
function startAbsolutely(path: string): string {
  return path.replace(
    /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)[\s,]*(?=([-\d.])?)/,
    (_, x, y, next) => `M${x} ${y}${next ? 'l' : ''}`,
  );
}
