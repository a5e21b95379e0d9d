import { ActionCard, TickButton } from '#app/components/action-card.tsx';
import { Avatar } from '#app/components/avatar.tsx';
import { DayText } from '#app/components/day-text.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { Dock } from '#app/components/dock.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PhoneBar } from '#app/components/phone-bar.tsx';
import { PlanLine } from '#app/components/plan-line.tsx';
import { SaveState } from '#app/components/save-state.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { AtRisk, SentenceBar } from '#app/components/sentence-bar.tsx';
import { Button, TextButton } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { dana, line, lineAloud, maya, tom } from './specimen-cast.ts';

const bar = (
  <PhoneBar title="Acme Freight and Northwind" href="#start">
    <SaveState state="saved" />
    <Avatar {...dana} label="You, Dana Ortiz" />
  </PhoneBar>
);

export const YoursSpecimen = () => (
  <NarrowPage
    bar={bar}
    footer={<Disclaimer />}
    dock={
      <Dock
        label="Plan"
        links={[
          { label: 'Yours', href: '#yours', sign: 'yours', current: true },
          { label: 'Whole plan', href: '#plan', sign: 'plan' },
          { label: 'Ask', href: '#ask', sign: 'ask', count: { number: 2, label: '2 new' } },
          { label: 'People', href: '#people', sign: 'people' },
        ]}
      />
    }
  >
    <PageHeading title="Month-end closes in two days instead of nine, before the spring peak" />
    <PlanLine items={line} now={0.22} pace="18 Mar on today's pace" ariaLabel={lineAloud} />
    <SentenceBar>
      <b>Live Fri 12 Mar.</b>{' '}
      <AtRisk>
        On today's pace <b>Thu 18 Mar</b>
      </AtRisk>
      , because the security questionnaire is 1 day late.
    </SentenceBar>
    <SectionHeading aside="3">Yours</SectionHeading>
    <Card>
      <ActionCard
        title="Security questionnaire sent to Northwind"
        href="#security"
        late="1 day late"
        sub="agreed for Thu 26 Nov"
      >
        <Button size="l" look="primary">
          Done
        </Button>
        <Button size="l">New day</Button>
        <form>
          <Button size="l">I'm stuck</Button>
        </form>
      </ActionCard>
      <ActionCard
        title="Capital request approved"
        href="#capital"
        sub="Maya proposes: Per decides, by Fri 22 Jan"
      >
        <Button size="l">Fine</Button>
        <Button size="l">Another day</Button>
        <Button size="l">No</Button>
      </ActionCard>
      <ActionCard
        title="Business case drafted together"
        href="#draft"
        sub="Wed 9 Dec, with Maya"
        tick={<TickButton label="Done: Business case drafted together" />}
      />
    </Card>
    <SectionHeading aside="3">What Northwind does for you</SectionHeading>
    <Card as="ul">
      <CardItem
        as="li"
        lead={<Avatar {...tom} />}
        title="SOC 2 report and test summary sent"
        sub="Mon 30 Nov, Tom"
      />
      <CardItem
        as="li"
        lead={<Avatar {...maya} />}
        title="Contract draft sent to Grace"
        sub="Mon 14 Dec, Maya. You suggest 18 December, she answers by Mon 30 Nov"
      />
      <CardItem
        as="li"
        lead={<Avatar {...tom} />}
        title="Security questionnaire answered"
        href="#answered"
        sub={
          <>
            <DayText day="Thu 17 Dec" pace="23 Dec" />, Tom
          </>
        }
      />
    </Card>
    <SectionHeading>How we keep in touch</SectionHeading>
    <Card>
      <CardItem
        sub={
          <>
            Milestones at once, the rest in one letter on Friday mornings. <TextButton>Change</TextButton>
          </>
        }
      />
    </Card>
  </NarrowPage>
);

export const FirstVisitSpecimen = () => (
  <NarrowPage
    bar={
      <PhoneBar title="Acme Freight and Northwind">
        <Avatar {...dana} />
      </PhoneBar>
    }
    footer={
      <Disclaimer>
        <p>Northwind sees what you write, unless you mark it Only Acme. No account, no password.</p>
      </Disclaimer>
    }
  >
    <PageHeading
      title="Dana, this is what Maya wrote down on Friday 20 November"
      lead="It is your plan as much as hers. Change anything that is wrong."
    />
    <SectionHeading aside="not yet yours">Maya's notes</SectionHeading>
    <DefinitionList
      items={[
        {
          term: 'What you want',
          value: 'Month-end closes in two days instead of nine, before the spring peak',
        },
        { term: 'Why now', value: 'From mid-March the peak doubles the carrier invoices checked by hand' },
        { term: 'Live by', value: 'Fri 12 March 2027', large: true },
      ]}
    />
    <SectionHeading>Is this what you want, and by when?</SectionHeading>
    <div style={{ display: 'grid', gap: 8 }}>
      <Button look="primary" size="l" wide>
        Yes, that is right
      </Button>
      <Button size="l" wide>
        Put it in my words
      </Button>
    </div>
    <SectionHeading large>Northwind asks you for 3 things by 18 December and does 4 for you.</SectionHeading>
    <Card>
      <ActionCard title="Security questionnaire sent to Northwind" sub="Thu 26 Nov, you">
        <Button size="l">Fine</Button>
        <Button size="l">Another day</Button>
        <Button size="l">Not me</Button>
      </ActionCard>
      <ActionCard title="Business case approved" sub="Fri 18 Dec, Lena Hoff">
        <ButtonRow fill>
          <Button size="l">Fine</Button>
          <Button size="l">Another day</Button>
          <Button size="l">Not her</Button>
        </ButtonRow>
      </ActionCard>
    </Card>
  </NarrowPage>
);
