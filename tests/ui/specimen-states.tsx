import { Avatar } from '#app/components/avatar.tsx';
import { LayerTag } from '#app/components/layer-tag.tsx';
import { LinePicture } from '#app/components/line-picture.tsx';
import { DoorPage, WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanLine } from '#app/components/plan-line.tsx';
import { PlanLineMini } from '#app/components/plan-line-mini.tsx';
import { SaveState } from '#app/components/save-state.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { StatusChip } from '#app/components/status-chip.tsx';
import { TopBar } from '#app/components/top-bar.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Field } from '#app/ui/field.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Menu, MenuItem, MenuSeparator } from '#app/ui/menu.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { RadioList } from '#app/ui/radio-list.tsx';
import { SegmentedControl } from '#app/ui/segmented-control.tsx';
import { Select } from '#app/ui/select.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { dana, maya, nobody, tom } from './specimen-cast.ts';

const crowded = [
  'Fit proven',
  'Case made by both sides',
  'Security and legal reviews complete',
  'Papers signed',
  'Kick-off',
  'Live in Rotterdam',
  'Live',
];

export const StatesSpecimen = () => (
  <WidePage
    bar={
      <TopBar brand="Throughline" brandHref="#start" crumbs={[{ label: 'Small states' }]}>
        <SaveState state="saving" count={2} />
        <SaveState state="offline" count={3} />
        <SaveState state="needsYou" count={1} />
      </TopBar>
    }
    header={<PageHeading title="Small states" lead="What a screen says in between." />}
  >
    <PlanLine
      items={crowded.map((name, index) => ({
        id: name,
        name,
        day: `Fri ${index + 3} Dec`,
        shortDay: `${index + 3} Dec`,
        x: 0.05 + index * 0.14,
        reached: index < 3,
        dashed: index === 5,
      }))}
      now={0.4}
      startLabel="Mon 2 Nov"
      ariaLabel="Seven milestones"
    />
    <div
      style={{
        display: 'grid',
        gap: 24,
        marginTop: 28,
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
        alignItems: 'start',
      }}
    >
      <div style={{ display: 'grid', gap: 16 }}>
        <Card>
          <EmptyState
            picture={<LinePicture kind="nothingNext" />}
            title="Nothing is agreed next, and no one is asked for anything."
            actions={
              <>
                <Button look="primary">Propose the next step</Button>
                <Button>Pause the plan</Button>
              </>
            }
          >
            Since Wed 18 Nov. Plans that stand like this end quietly.
          </EmptyState>
        </Card>
        <Card>
          <EmptyState
            picture={<LinePicture kind="empty" />}
            actions={<Button look="primary">Set the live day</Button>}
          >
            A plan starts at its end: the day Acme is live.
          </EmptyState>
        </Card>
        <Card>
          <EmptyState picture={<LinePicture kind="allDone" />}>
            Nothing waits for you. Northwind has two steps open, and we write again on Friday.
          </EmptyState>
        </Card>
        <Card>
          <EmptyState picture={<LinePicture kind="paused" />} title="Paused until Mon 11 Jan." />
        </Card>
        <Skeleton lines={3} />
      </div>
      <form style={{ display: 'grid', gap: 18 }}>
        <Field
          label="Company"
          hint="As they write it themselves."
          error="Somebody already has a plan with Acme Freight. Open it, or choose another name; what you typed is kept."
        >
          <TextInput name="company" defaultValue="Acme Freight" />
        </Field>
        <Field label="Live day">
          <DateInput name="live" defaultValue="2027-03-12" />
        </Field>
        <Field label="Template" optional="if one fits">
          <Select name="template" prompt="Choose one" options={[{ value: '0', label: 'Short deal' }]} />
        </Field>
        <Field label="What is asked">
          <TextArea name="ask" placeholder="Send Tom the form your security team uses" />
        </Field>
        <SegmentedControl
          legend="Who can read it"
          name="layer"
          defaultValue="shared"
          options={[
            { value: 'shared', label: 'Both sides' },
            { value: 'buyer', label: 'Only Acme' },
          ]}
        />
        <Checkbox
          name="milestones"
          label="Milestones at once"
          hint="The rest in one letter on Friday morning."
          defaultChecked
        />
        <Disclosure summary="More">
          <p>Duration, dependencies.</p>
        </Disclosure>
        <ButtonRow>
          <Button look="primary" busy>
            Send
          </Button>
          <Button disabled>Wait</Button>
          <ButtonLink href="#back" look="bare">
            Back
          </ButtonLink>
          <Button look="danger">Remove</Button>
          <Menu trigger={<Button type="button">More</Button>}>
            <MenuItem keys="E">Change</MenuItem>
            <MenuItem href="#there">Open</MenuItem>
            <MenuSeparator />
            <MenuItem danger>Remove</MenuItem>
          </Menu>
        </ButtonRow>
      </form>
      <div style={{ display: 'grid', gap: 16 }}>
        <SectionHeading>Chips</SectionHeading>
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <StatusChip tone="late" label="1 day late" />
          <StatusChip tone="toAnswer" label="Dana to answer" />
          <StatusChip tone="nameNeeded" label="Name needed" />
          <StatusChip tone="stuck" label="Stuck" />
          <StatusChip tone="done" label="Done" />
          <StatusChip tone="onTrack" label="On track" />
          <StatusChip tone="atRisk" label="At risk" />
          <StatusChip tone="stalled" label="Stalled" />
          <LayerTag side="seller" company="Northwind" />
          <LayerTag side="buyer" company="Acme" />
        </div>
        <Notice
          tone="need"
          title="Not finished: there is no next meeting. Pick a day, or write why none is needed."
          actions={<Button>Tue 8 Dec, 15:00</Button>}
        />
        <Notice tone="bad" title="That day has passed.">
          Nothing was changed.
        </Notice>
        <Notice tone="warn">This reopens Fit proven.</Notice>
        <Notice tone="ok">The letter is on its way to Dana.</Notice>
        <Card>
          <RadioList
            legend="Your decision"
            name="decision"
            defaultValue="conditions"
            options={[
              { value: 'yes', label: 'Approve', hint: 'Case made is reached. Per is asked next.' },
              { value: 'conditions', label: 'Approve with conditions', hint: 'Each becomes a step.' },
            ]}
          />
        </Card>
      </div>
    </div>
  </WidePage>
);

export const BoardSpecimen = () => (
  <WidePage
    bar={
      <TopBar
        brand="Northwind"
        brandHref="#plans"
        nav={[
          { label: 'Plans', href: '#plans', current: true },
          { label: 'Templates', href: '#templates' },
          { label: 'People', href: '#people' },
        ]}
      >
        <Avatar {...maya} label="You, Maya Klein" />
        <ButtonLink href="#new" look="primary">
          New plan
        </ButtonLink>
      </TopBar>
    }
    header={<PageHeading title="Plans" lead="Two need you today. One has no agreed next step." />}
  >
    <FilterLinks
      label="Show"
      items={[
        { label: 'All 14', href: '#all', current: true },
        { label: 'Mine 6', href: '#mine' },
        { label: 'At risk 3', href: '#risk' },
      ]}
    />
    <div style={{ display: 'grid', gap: 24, gridTemplateColumns: '240px auto 1fr', marginTop: 24 }}>
      <PlanLineMini
        ariaLabel="Two of four reached, nothing agreed after today"
        now={0.58}
        stopped
        items={[
          { id: 'a', x: 0.24, reached: true },
          { id: 'b', x: 0.48, reached: true },
          { id: 'c', x: 0.74 },
          { id: 'd', x: 1 },
        ]}
      />
      <Avatar {...nobody} />
      <StatusChip tone="stalled" label="Stalled" />
      <PlanLineMini
        ariaLabel="One of four reached, live late on today's pace"
        now={0.184}
        late
        items={[
          { id: 'a', x: 0.12, reached: true },
          { id: 'b', x: 0.34 },
          { id: 'c', x: 0.7 },
          { id: 'd', x: 1 },
        ]}
      />
      <Avatar {...dana} />
      <StatusChip tone="atRisk" label="At risk" />
      <PlanLineMini
        ariaLabel="Four of five reached"
        now={0.88}
        items={[
          { id: 'a', x: 0.2, reached: true },
          { id: 'b', x: 0.6, reached: true },
          { id: 'd', x: 1, dashed: true },
        ]}
      />
      <Avatar {...tom} />
      <StatusChip tone="onTrack" label="On track" />
    </div>
  </WidePage>
);

export const DoorSpecimen = () => (
  <DoorPage
    brand="Throughline"
    title="Sign in to Northwind"
    lead="We mail you a link and a six-digit code. There is no password."
    footer="Only people of Northwind sign in here. Buyers come in by the link in their letter."
  >
    <form style={{ display: 'grid', gap: 16 }}>
      <Field label="Your mail address at work">
        <TextInput type="email" name="email" autoComplete="email" />
      </Field>
      <Field label="Code from the letter">
        <TextInput code inputMode="numeric" name="code" defaultValue="418203" />
      </Field>
      <Button look="primary" size="l" wide>
        Send me the link
      </Button>
    </form>
  </DoorPage>
);
