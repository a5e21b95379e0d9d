import { ActivityRow } from '#app/components/activity-row.tsx';
import { AvatarStack } from '#app/components/avatar-stack.tsx';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { MilestoneHeading } from '#app/components/milestone-heading.tsx';
import { OfferLine } from '#app/components/offer-line.tsx';
import { WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PersonRow } from '#app/components/person-row.tsx';
import { PlanLine } from '#app/components/plan-line.tsx';
import { SaveState } from '#app/components/save-state.tsx';
import { AsideSection } from '#app/components/section-heading.tsx';
import { AtRisk, SentenceBar } from '#app/components/sentence-bar.tsx';
import { StepList } from '#app/components/step-list.tsx';
import { StepRow } from '#app/components/step-row.tsx';
import { TopBar } from '#app/components/top-bar.tsx';
import { Button } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { DetailsMenu, DetailsMenuLink } from '#app/ui/details-menu.tsx';
import { MoreIcon } from '#app/ui/icons.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { dana, grace, lena, line, lineAloud, maya, nobody, rui, tom } from './specimen-cast.ts';

const more = (
  <DetailsMenu
    label={<MoreIcon size={16} aria-hidden="true" />}
    name="More for this step"
    look="bare"
    size="s"
  >
    <DetailsMenuLink href="#edit">Change</DetailsMenuLink>
    <DetailsMenuLink href="#move">Move up</DetailsMenuLink>
  </DetailsMenu>
);

export const PlanSpecimen = () => (
  <WidePage
    bar={
      <TopBar
        brand="Northwind"
        brandHref="#plans"
        crumbs={[{ label: 'Plans', href: '#plans' }, { label: 'Acme Freight' }]}
      >
        <SaveState state="saved" />
        <AvatarStack people={[maya, dana]} label="Here now: you and Dana, who is writing" />
        <Button type="button">Invite</Button>
      </TopBar>
    }
    header={
      <>
        <PageHeading
          over="Acme Freight and Northwind"
          title="Month-end closes in two days instead of nine, before the spring peak"
          actions={
            <>
              <Button type="button">Start the meeting</Button>
              <Button type="button" look="primary">
                Propose the next step
              </Button>
            </>
          }
        />

        <PlanLine items={line} now={0.184} pace="Thu 18 Mar on today's pace" ariaLabel={lineAloud} />
        <SentenceBar
          end={
            <>
              <b>Waiting for Dana</b> since Thu. <b>Next meeting</b> Tue 1 Dec, 15:00.
            </>
          }
        >
          <b>Live Fri 12 Mar.</b>{' '}
          <AtRisk>
            On today's pace <b>Thu 18 Mar</b>
          </AtRisk>
          , because the security questionnaire is 1 day late.
        </SentenceBar>
      </>
    }
    aside={<PlanAside />}
    footer={<Disclaimer />}
  >
    <Tabs
      label="Views"
      items={['Plan', 'Timeline', 'Meetings', 'People', 'Activity'].map((label) => ({
        label,
        href: `#${label}`,
        current: label === 'Plan',
      }))}
    />
    <section aria-labelledby="fit">
      <MilestoneHeading id="fit" name="Fit proven" reached first day="reached Fri 20 Nov, on the day" />
      <StepList labelledBy="fit" withActions>
        <StepRow
          type="meeting"
          state="done"
          href="#demo"
          name="Custom demo on Acme's own March data"
          owners={[maya]}
          ownerName="Maya Klein"
          day="6 Nov"
          actions={more}
        />
        <StepRow
          type="approval"
          state="done"
          href="#exit"
          name="Exit criteria agreed"
          owners={[maya, dana]}
          ownerName="Both sides"
          day="11 Nov"
          actions={more}
        />
        <StepRow
          type="task"
          state="skipped"
          name="Call with a second reference"
          owners={[tom]}
          ownerName="Tom Byrne"
          day="20 Nov"
          chip={{ tone: 'skipped', label: 'Skipped' }}
          actions={more}
        />
      </StepList>
    </section>
    <section aria-labelledby="case">
      <MilestoneHeading
        id="case"
        name="Case made"
        href="#case"
        day="Fri 18 Dec"
        facts={['1 of 4 shared', '1 only Northwind']}
      />
      <StepList labelledBy="case" withActions>
        <StepRow
          type="task"
          state="done"
          name="Cost of today's process measured"
          owners={[rui]}
          ownerName="Rui Santos"
          day="24 Nov"
        />
        <StepRow
          type="task"
          state="open"
          href="#floor"
          name="Discount floor checked with finance"
          owners={[maya]}
          ownerName="Maya Klein"
          day="30 Nov"
          only={{ side: 'seller', company: 'Northwind' }}
        />
        <StepRow
          type="meeting"
          state="open"
          href="#pricing"
          name="Pricing walkthrough"
          owners={[maya]}
          ownerName="Maya Klein"
          day="1 Dec"
          here={{ ...dana, label: 'Dana is writing here' }}
        />
        <StepRow
          type="approval"
          state="open"
          href="#approved"
          name="Business case approved by everybody who has a say in what is bought this spring"
          owners={[lena]}
          ownerName="Lena Hoff"
          day="18 Dec"
        />
      </StepList>
    </section>
    <section aria-labelledby="papers">
      <MilestoneHeading
        id="papers"
        name="Papers signed"
        day="Fri 5 Feb"
        pace="11 Feb"
        facts={['0 of 8', 'runs beside Case made']}
      />
      <StepList labelledBy="papers" withActions>
        <StepRow
          type="task"
          state="late"
          href="#security"
          name="Security questionnaire sent to Northwind"
          owners={[dana]}
          ownerName="Dana Ortiz"
          day="26 Nov"
          pace="2 Dec"
          chip={{ tone: 'late', label: '1 day late' }}
          actions={more}
        />
        <StepRow
          type="task"
          state="open"
          href="#contract"
          name="Contract draft sent to Grace"
          owners={[maya]}
          ownerName="Maya Klein"
          day="14 Dec"
          actions={more}
          offer={
            <OfferLine
              person={dana}
              sentence="Dana suggests 18 instead of 14 December."
              effect="Live day stays 12 March."
            >
              <ButtonRow>
                <Button size="s">Fine</Button>
                <Button size="s">Another day</Button>
                <Button size="s">No</Button>
              </ButtonRow>
            </OfferLine>
          }
        />
        <StepRow
          type="task"
          state="open"
          href="#rui"
          name="Rui reads the pricing"
          owners={[rui]}
          ownerName="Rui Santos"
          day="17 Dec"
          pace="23 Dec"
          tint="buyer"
        />
        <StepRow
          type="approval"
          state="dashed"
          href="#decision"
          name="Security decision"
          owners={[nobody]}
          ownerName="Acme security"
          day="15 Jan"
          pace="21 Jan"
          chip={{ tone: 'nameNeeded', label: 'Name needed' }}
        />
        <StepRow
          type="approval"
          state="dashed"
          href="#capital"
          name="Capital request approved"
          owners={[lena]}
          ownerName="Lena Hoff"
          day="22 Jan"
          chip={{ tone: 'toAnswer', label: 'Dana to answer' }}
        />
        <StepRow
          type="task"
          state="outline"
          href="#terms"
          name="Contract terms agreed"
          owners={[grace]}
          ownerName="Grace Adeyemi"
          day="29 Jan"
          faded
        />
      </StepList>
    </section>
    <section aria-labelledby="live">
      <MilestoneHeading
        id="live"
        name="Live"
        day="Fri 12 Mar"
        pace="18 Mar"
        facts={['2 steps in outline, agreed before signature']}
      />
      <StepList labelledBy="live" withActions>
        <StepRow type="task" state="outline" last name="Carrier data connected" />
      </StepList>
    </section>
  </WidePage>
);

const PlanAside = () => (
  <>
    <AsideSection id="people" title="People" aside="5">
      <ul>
        <PersonRow as="li" {...maya} name="Maya Klein" you part="leads this at Northwind" />
        <PersonRow as="li" {...tom} name="Tom Byrne" part="answers security" />
        <PersonRow as="li" {...dana} name="Dana Ortiz" part="leads this at Acme" />
        <PersonRow as="li" {...lena} name="Lena Hoff" part="decides" note="Invited Tue" />
        <PersonRow as="li" {...nobody} name="Name needed" part="Acme security" />
      </ul>
    </AsideSection>
    <AsideSection id="touch" title="How we keep in touch">
      <p>Dana hears of milestones at once, the rest in one letter on Friday mornings.</p>
    </AsideSection>
    <AsideSection id="activity" title="Activity">
      <ActivityRow person={dana} when="Today, 09:40">
        <b>Dana</b> suggested 18 instead of 14 Dec for <b>Contract draft</b>
      </ActivityRow>
      <ActivityRow person={maya} when="Fri 20 Nov, 16:10">
        <b>Maya</b> closed the meeting: 5 next steps, next meeting Tue 1 Dec
      </ActivityRow>
    </AsideSection>
  </>
);
