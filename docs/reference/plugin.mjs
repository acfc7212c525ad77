// A plugin of typedoc's: pages are called what their first heading says, and each field of an interface or a class must
// say what it is. typedoc's own rule would ask the same of types written in place, such as `{ phone: string }`, which
// the declaration around them explains.
import { Converter, ReflectionKind } from "typedoc";

export function load({ converter, logger }) {
  converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, page) => {
    const [, heading] = /^# (.+)$/m.exec(page.content.map(({ text }) => text).join("")) ?? [];
    if (heading) page.name = heading;
  });
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const field of project.getReflectionsByKind(ReflectionKind.Property)) {
      const isNamed = field.parent?.kindOf([ReflectionKind.Interface, ReflectionKind.Class]);
      if (isNamed && !field.hasComment() && !field.inheritedFrom) logger.warn(`${field.getFullName()} has no documentation`);
    }
  });
}
