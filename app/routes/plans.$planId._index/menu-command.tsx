import { CommandForm } from '#app/components/command-form.tsx';
import { useMay } from '#app/components/may.ts';
import { pathTo, useClose, useOpened } from '#app/components/opened.tsx';
import type { CommandArgs, CommandType } from '#app/domain/decide.ts';
import { useEditing } from '#app/live/editing.ts';
import { DetailsMenuButton } from '#app/ui/details-menu.tsx';

export interface MenuCommandProps<T extends CommandType> {
  type: T;
  args: CommandArgs[T];
  base?: Record<string, number>;
  /** The id of what it is done to. */
  to: string;
  /** Where the page stands without JavaScript. */
  anchor?: string;
  danger?: boolean;
  children: string;
}

/** One line of a menu: a form of its own, there only if it would do something. */
export function MenuCommand<T extends CommandType>(props: MenuCommandProps<T>) {
  const { type, args, base, to, anchor, danger, children } = props;
  const may = useMay();
  const { path } = useOpened();
  const close = useClose();
  const { troubles } = useEditing();
  const name = `menu-${type}-${to}-${children}`;
  if (!may(type, args) && !troubles[name]) return null;
  return (
    <CommandForm
      type={type}
      args={{ ...args }}
      base={base}
      name={name}
      back={pathTo(path, null, anchor)}
      onDone={close}
    >
      <DetailsMenuButton danger={danger}>{children}</DetailsMenuButton>
    </CommandForm>
  );
}
