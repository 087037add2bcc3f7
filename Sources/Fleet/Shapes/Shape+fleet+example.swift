extension Shape {
  static let fleetExample = """
    # Who runs this fleet.
    name: Alpha Hubs
    domain: alpha.example           # under which the organisation's own names live

    people:                         # the team; the keys are short names, used elsewhere in the folder
      wren:
        name: Wren Lagoon
        mail: wren@alpha.example
        roles: [operations-engineer, engineer]
        hours: 40                   # a week
        skills: [dask, binderhub]   # features and types of hub beside the features owned
        leave: [{from: 2026-12-21, until: 2027-01-03}]
      tomo:
        name: Tomo Shoal
        mail: tomo@alpha.example
        roles: [engineer]
        skills: [dask]
        starts: 2026-01-10
        ends: 2027-06-30
      minh:
        name: Minh Tidewater
        mail: minh@alpha.example
        roles: [steward]

    on_duty: [wren]                 # who hears of a rollout that failed, beside whoever asked for it

    notify:                         # nothing is sent until it is declared
      mail:
        from: hubs@alpha.example
        to_on_duty: true
        server: smtp://mail.alpha.example:587   # or: sendmail: true
        user: hubs
        password: {secret: mail-password}
      webhook:
        url: https://chat.alpha.example/hooks/hubs
        signing_key: {secret: webhook-key}

    calendar:
      working_days: [monday, tuesday, wednesday, thursday, friday]
      holidays: [2026-12-25, 2027-01-01]
      reduced: [{from: 2026-12-18, until: 2027-01-08, share: 0.5, because: "the end of the year"}]

    team:                           # without it, no slots are published
      focus: 0.75                   # of everyone's hours: without meetings, mail and breaks
      operations_share: 0.5         # of those hours: operations and support, at most half
      platform_share: 0.25          # of operations: upgrades and changes of all hubs
      turnaround: {days: 5, confidence: 0.85}   # the promise: 85 of 100 requests within 5 working days
      rota: {people: [wren, tomo], at_once: 1, share: 0.5}
      hires: [{name: "a second platform engineer", starts: 2027-03-01, probability: 0.8, hours: 40, skills: []}]

    catalogue:                      # what is standard; a wish beyond it is told, with what is offered instead
      basic: {images: [standard, packages], logins: [github, password], features: [], types: [jupyterhub]}
      research: {images: [standard, packages, own], logins: [github, cilogon, password, oidc], features: [dask]}
      experimental: {types: [jupyterhub, binderhub], standard: [singleuser.extraEnv]}
      instead:
        dask: "a research hub, which has it"
        monumental: "an image of packages, and a feature for each large part"

    phases:                         # in their order; the first is open
      - name: Alpha
        description: Serve the communities that are here, and a few more, while the team learns.
        opened: 2026-10-01
        slots: {basic: 6, research: 2, experimental: 0}
        types: {jupyterhub: 8, binderhub: 0}
        new_communities: 4
      - name: Beta
        slots: {basic: 12, research: 4, experimental: 1}
        hold_for: 14d               # for so long all gates must have held
        gates:
          infrastructure:
            conditions:
              - {measure: rollout_success, at_least: 0.95, over: 30d}
            questions:
              restore-drill: "Did we restore a hub from nothing within four hours?"
          operations:
            conditions: [{measure: turnaround, at_most: 5}]
          sales:
            questions:
              invoices: "Does every community know what it pays, and for what?"

    pipeline:                       # who may come, is to renew, or leaves
      lighthouse:
        name: Lighthouse Museum
        kind: basic
        type: jupyterhub
        hubs: 2
        starts: 2027-01-11
        probability: 0.7            # without it, as usual at the stage
        stage: prospect
        wishes: [dask]
        fee: 2000
      open-reef-again:
        community: openreef         # served already
        kind: research
        starts: 2028-01-01
        stage: renewal

    policies:
      doors:
        widest: {basic: institutions, research: teams, experimental: people}   # a wider door is an error
        grace: 15m                  # hubs keep the last answer so long while the control plane is away
        ask_again: 1m
        warn_before: 10m            # before a workshop ends
        knock_every: 15m            # a stranger, at each hub
        close_when_open: true       # to all but admins, when a stranger could get in

    checks:                         # how much findings matter here, where not as usual
      A521: warning
      A328: note

    money:
      currency: USD
      cash: {amount: 1200000, day: 2026-11-01}
      person_month: 20833           # what one person with a full week costs, with everything
      full_week: 40                 # hours; who has fewer costs less
      costs: [{name: "cloud of the control plane", month: 1500, from: 2026-01-01}]
      income: [{name: "a grant", month: 30000, until: 2027-12-31}]
      fees: {basic: 1000, research: 1500, experimental: 4166.67}
      dedicated_factor: 1.5         # a hub on a cluster of its own pays so many times as much
      usage: [{up_to: 10, each: 10}, {up_to: 100, each: 5}, {up_to: 1000, each: 2.5}, {each: 1.25}]
      bands:
        - {months: 24, advice: "spend more"}
        - {months: 15, advice: "ideal"}
        - {months: 9, advice: "alarm"}

    hubs:                           # only beside an adopted layout: what that cannot say of its hubs
      "harbour/*": {community: openreef}
      "harbour/dask":
        kind: research
        staging: dask-staging
        features: [dask]
        effort:
          usage: {people: 40, at_once: 10}
          authenticator: standard
          image: own
          adjustments: [gpu]
          initial_development: some
          community_knowledge: high
        versions: {jupyterhub: "4.0.1", oauthenticator: "15.1.0"}

    """
}
