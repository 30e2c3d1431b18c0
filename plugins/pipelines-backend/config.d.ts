export interface Config {
  pipelines?: {
    /**
     * The environments that pipelines run in, in order, production last. The status of a pipeline is about the last one that it was
     * seen in. Without it the environments of the sources count, in the order in which the sources were added.
     */
    environments?: Array<{
      /** Short name in lower case, as sources name it. */
      name: string;
      /** As people call it. Defaults to the name. */
      title?: string;
    }>;
    /** What pipelines promise. */
    targets?: {
      /** A batch run is done so many seconds after its data interval ended. Defaults to 2700 (45 minutes). */
      runDurationSeconds?: number;
      /** A run that hasn't started so many seconds after it was due makes its pipeline late. Defaults to 600. */
      overdueGraceSeconds?: number;
      /** The share of scheduled runs that succeeds, between 0 and 1. Defaults to 0.999. */
      successRate?: number;
    };
    retention?: {
      /**
       * Runs that were due longer ago than this many days are deleted, but for the last 30 of each pipeline in each environment.
       * At least 31. Defaults to 400.
       */
      runsDays?: number;
      /**
       * Freshness readings, results of data tests and counts older than this many days are deleted. What SLOs made of them stays, but
       * can't be judged again. At least 8. Defaults to 14.
       */
      readingsDays?: number;
      /**
       * Verdicts of SLOs, their hours of timeslices and forecasts older than this many days are deleted. What they add up to by day stays, so that
       * budgets and yearly figures do. Nothing older is judged again. At least 100. Defaults to 400.
       */
      verdictsDays?: number;
      /** Costs of periods longer ago than this many days are deleted. At least 31. Defaults to 400. */
      costsDays?: number;
    };
    /** How far consumer groups of Kafka are behind. */
    lag?: {
      /**
       * Charts of the last so many days can be drawn minute by minute; older minutes are rolled up into their hours. At least 2. Defaults
       * to 2.
       */
      minutesDays?: number;
      /** Hours older than this many days, and what changed of the health of groups, are deleted. At least 31. Defaults to 400. */
      hoursDays?: number;
      /**
       * A group that has had no member and committed nothing for so many days counts as given up, and is listed only when asked for. At
       * least 1. Defaults to 7.
       */
      abandonedDays?: number;
      /**
       * How consumer groups are named after their pipelines, where no annotation says which group a pipeline is. The first rule that
       * matches decides. A pipeline that has the annotation takes no other group, and a group that an annotation names is left alone.
       */
      naming?: Array<{
        /**
         * A regular expression that the whole id of a group has to match, with the entity's name as (?<pipeline>…) and, if need be, its
         * namespace as (?<namespace>…). For example `northstar\\.(?<pipeline>.+)`.
         */
        group: string;
      }>;
    };
    /**
     * Named calendars: the dates on which something is due. An SLO refers to one by its name; later release freezes will too.
     * Each is one of weekdays, monthEnd, fourFourFive or ical, or nothing but dates.
     */
    calendars?: Array<{
      /** Lower-case letters, digits and dashes, for example `business-days`. */
      name: string;
      /** As people call it. Defaults to the name. */
      title?: string;
      /**
       * These days of every week. Beside `monthEnd: last-weekday` and `close: last-weekday` they say instead which days can be the last;
       * there the default is Monday to Friday.
       */
      weekdays?: Array<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>;
      /** Single dates that count too, such as `2026-12-24`, even if `exceptCalendars` has them. */
      dates?: string[];
      /** Single dates that don't count. */
      except?: string[];
      /** Names of calendars before this one in the list whose dates don't count, for example one of holidays. */
      exceptCalendars?: string[];
      /** The last day of each month, or the last of its `weekdays` that isn't excepted. */
      monthEnd?: 'last-day' | 'last-weekday';
      /** The close of each period of a 52-53-week year, as retailers count. A 53rd week belongs to the last period. */
      fourFourFive?: {
        /** A date on which a year starts, for example `2026-02-01`. */
        yearStart: string;
        /**
         * The year ends on the day of the week before `yearStart`: the one nearest to the end of the month, or the last one in it.
         * Defaults to nearest.
         */
        yearEnd?: 'nearest' | 'last';
        /** How the weeks of a quarter are dealt to its periods. Defaults to 4-4-5. */
        pattern?: '4-4-5' | '4-5-4' | '5-4-4';
        /** The last day of each period, or the last of its `weekdays` that isn't excepted. Defaults to last-day. */
        close?: 'last-day' | 'last-weekday';
      };
      /** The dates that the events of an iCalendar file cover. It is read at start. */
      ical?: {
        /** Path of the file; a relative one counts from the folder in which the backend runs. */
        file: string;
        /** IANA zone in which events with times fall on dates; all-day events need none. Defaults to UTC. */
        timezone?: string;
      };
    }>;
    slos?: {
      /**
       * So many days before it is first seen a promise is judged in hindsight, as far as runs are known. 0 to 366. Defaults to 90.
       */
      backDays?: number;
      /**
       * SLOs that pipelines have without declaring them. One that a pipeline declares under the same name takes its place;
       * `{ name: x, disabled: true }` in its `spec.slos` switches it off. Where several entries have one of the same name, the first counts.
       */
      defaults?: Array<{
        /** Only pipelines of these types. Defaults to all. */
        types?: Array<
          'airflow-dag' | 'dbt-selection' | 'spark-job' | 'kafka-consumer'
        >;
        /** Only pipelines of these tiers; one without a tier has none of them. Defaults to all. */
        tiers?: Array<1 | 2 | 3>;
        /** Only pipelines with these lifecycles. Defaults to all. */
        lifecycles?: Array<
          'experimental' | 'production' | 'legacy' | 'deprecated'
        >;
        /** As in `spec.slos` of a pipeline. The owner defaults to that of the pipeline. */
        slos: Array<object>;
      }>;
    };
    releases?: {
      /**
       * Folder for reports about releases, by their digests. Replicas share it; back it up with the database. A relative path counts from
       * the folder in which the backend runs. Without it, evidence is refused.
       */
      artifactDirectory?: string;
    };
    /** Requests for decisions of people. */
    approvals?: {
      /** So long people have to decide, unless a policy says otherwise. In hours, at most 8760. Defaults to 168. */
      pendingHours?: number;
      /** So long an approval can be used. In hours, at most 8760. Defaults to 24. */
      approvedHours?: number;
      /** Those who could decide are reminded so often. In hours, at most 8760. Defaults to 24. */
      remindHours?: number;
      /** After so long, `escalateTo` is told that nobody decided. In hours, at most 8760. Defaults to 72. */
      escalateHours?: number;
      /** Full refs of groups and users, for example `group:default/platform`. Defaults to none. */
      escalateTo?: string[];
    };
    /**
     * The policy of delivery: what a promotion has to fulfil, and when it may start. Its fields are explained in docs/policies.md; they are
     * checked at the start, and one that can't be used is refused with a log line that names what is wrong. The first one comes into
     * force as it is; a later one is proposed, and comes into force once it is approved. Defaults to one independent approver in every
     * environment, and two for what is under sox.
     */
    policies?: { [field: string]: unknown };
    /**
     * A YAML file with the policy, instead of `policies`. It is read at the start. A relative path counts from the folder in which the
     * backend runs.
     */
    policyFile?: string;
    /** How promotions are carried out. See docs/promotions.md. */
    promotions?: {
      /**
       * How often what waits is looked at, in seconds, in case that a wake-up was lost: votes and clicks wake the engine at once. 1 to 3600.
       * Defaults to 30.
       */
      pollSeconds?: number;
      /** After so many seconds without a sign of life another replica takes over. 1 to 3600. Defaults to 30. */
      leaseSeconds?: number;
      /** How often targets are read back and compared with the ledger, in seconds. 1 to 3600. Defaults to 60. */
      reconcileSeconds?: number;
      /**
       * Values of the config of units, by environment. They are part of what is approved, and are kept and shown: refer to secrets in the
       * release, never write them here.
       */
      values?: Array<{
        environment: string;
        /** Defaults to all. What is said of one unit wins. */
        unit?: string;
        values: { [key: string]: string | number | boolean };
      }>;
    };
    /** The record of every change and decision. */
    ledger?: {
      /**
       * File that the head of the ledger (number and hash of its last row) is appended to, so that rows that somebody removes at the end are
       * missed. Keep it where those who can write to the database can't: a volume that is copied away, for example. A relative path counts
       * from the folder in which the backend runs. Defaults to none.
       */
      headFile?: string;
      /** How often, if there is something new. 1 to 1440. Defaults to 5. */
      headEveryMinutes?: number;
      /** How often all of it is verified. 1 to 168. Defaults to 24. */
      verifyEveryHours?: number;
    };
    /** Who is told of alerts, when and how, beside Backstage's notifications to owners. See docs/alerts.md. */
    notifications?: {
      /** Hours in which groups aren't told what isn't urgent; it comes as one notification when they end. */
      quietHours?: Array<{
        /** Names or entity refs of the owners that they are for, for example `finance-data`. */
        groups: string[];
        /** IANA zone of the times, for example `Europe/Berlin`. */
        timezone: string;
        /** Local time at which they begin, `20:00`. */
        from: string;
        /** Local time at which they end, `07:00`; on the next day if it isn't after `from`. */
        to: string;
        /** The days on which they begin. Defaults to all. */
        days?: Array<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>;
      }>;
      /** Systems that are told of alerts, in the shape of PagerDuty's Events API v2. */
      webhooks?: Array<{
        /** Lower-case letters, digits and dashes, for example `on-call`. */
        name: string;
        /** Where events are posted to. */
        url: string;
        /**
         * The routing key of a PagerDuty integration. Others need none.
         * @visibility secret
         */
        routingKey?: string;
        /**
         * Signs each request, at least 16 characters. Without it requests aren't signed.
         * @visibility secret
         */
        secret?: string;
        /** Which alerts it is told of. Defaults to urgent ones. */
        urgencies?: Array<'urgent' | 'maintenance'>;
        /** How long an answer may take, in seconds: more than 0 and at most 30. Defaults to 10. */
        timeoutSeconds?: number;
      }>;
    };
    incidents?: {
      /** An incident closes so many seconds after its last alert was resolved, 0 to 86400. Defaults to 600. */
      recoverySeconds?: number;
      /** Systems that may open, note on and close incidents, by signed requests. */
      webhooks?: Array<{
        /** Lower-case letters, digits and dashes; part of the address. */
        name: string;
        /**
         * What requests are signed with, at least 16 characters.
         * @visibility secret
         */
        secret: string;
        /** A signature may be so many seconds old, or ahead, 10 to 3600. Defaults to 300. */
        toleranceSeconds?: number;
      }>;
    };
    reports?: {
      /** The report of what will miss its deadline. Without it none is made. */
      morning?: {
        /** Local time at which it is made, `05:30`. */
        time: string;
        /** IANA zone of the time and of its dates. */
        timezone: string;
        /** Names or entity refs of groups and users that are told of it. Defaults to nobody. */
        recipients?: string[];
      };
    };
    /** Standards that pipelines stand against; docs/scorecards.md tells of them. */
    scorecards?: {
      /** Whether the scorecards that come with the plugin count. One of yours with the same id takes the place of ours. Defaults to true. */
      shipped?: boolean;
      /** A folder with a YAML file for each scorecard of yours. It is read again every few minutes. */
      folder?: string;
      /** Scorecards in the config itself, each as a file would say it. */
      definitions?: Array<{ [field: string]: unknown }>;
      /** Checks that owners agreed to pass until a date. */
      campaigns?: Array<{
        /** Lower-case letters, digits and dashes. */
        id: string;
        title: string;
        description?: string;
        /** The id of a scorecard. */
        scorecard: string;
        /** The id of one of its checks. */
        check: string;
        /** The last day, UTC: `2026-12-18`. */
        due: string;
        /** Full refs of groups and users; all owners without. */
        owners?: string[];
        /** Owners with something left are reminded so many days before. Defaults to 14 and 3. */
        remindDays?: number[];
      }>;
      /** All facts are read again this often; those of pipelines of which something changed within seconds. Defaults to 5. */
      everyMinutes?: number;
      exemptions?: {
        /** An exemption lasts at most so many days where the policy of delivery says nothing of it (`exemptionDays`). Defaults to 90, which is also the most. */
        maxDays?: number;
        /** Owners are told so many days before one ends. Defaults to 7. */
        remindDays?: number;
        /** Full refs of who may approve one where the policy of delivery names nobody. Without it, anybody with the permission may, but for whoever asked. */
        approvers?: string[];
      };
    };
    /**
     * Who runs the portal, as full refs of groups and users, for example `group:default/platform`: they are told if the ledger is broken, or if nobody
     * knows for more than five minutes what runs in an environment. Defaults to nobody: then it is only logged.
     */
    operators?: string[];
    docs?: {
      /**
       * Folders from which Markdown pages of entities in local files may be read; relative ones count from the folder in which the
       * backend runs. Defaults to none.
       */
      allowedFileRoots?: string[];
    };
    /**
     * Pages of your own that take the place of the runbooks that come with the plugin, by their id. One in Markdown, whose address ends
     * in .md and that Backstage may read, is shown in the portal; another is linked to. A pipeline's own runbook
     * (annotation sluice.dev/runbook) comes before both.
     */
    runbooks?: {
      /** The http(s) address of the page on a failed DAG. */
      'failed-dag'?: string;
      /** On data that isn't there by its deadline. */
      'freshness-breach'?: string;
      /** On data tests that fail. */
      'data-quality-failure'?: string;
      /** On consumers that fall behind. */
      'kafka-lag'?: string;
      /** On warehouses that cost more than they should. */
      'snowflake-credit-spike'?: string;
      /** On taking a change to the infrastructure back. */
      'infrastructure-rollback'?: string;
    };
    /**
     * Services that may call this API, besides the catalog and the search of Backstage. Service tokens don't reach the permission
     * policy, so a service that isn't listed is refused.
     */
    clients?: Array<{
      /** The subject of its token, as `backend.auth.externalAccess` names it, for example `ci`. */
      subject: string;
      /** Names of the permissions that it has, for example `pipelines.pipeline.read`. */
      permissions: string[];
      /** The release units that it is limited to. Defaults to all. */
      units?: string[];
    }>;
    /**
     * Ids of plugins that may ask for promotions, rollbacks, exemptions and operations on behalf of the person who uses them, such as
     * `scaffolder`. The person needs the permission, and both are on record. No plugin ever votes, breaks the glass or sets a hold.
     * Defaults to none.
     */
    requestsThrough?: string[];
  };
}
