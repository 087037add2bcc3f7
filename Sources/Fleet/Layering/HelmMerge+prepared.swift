private import Synchronization

extension HelmMerge {
  /// Charts whose defaults are merged once, for many values over them. The time for each is then that of its own values, and
  /// all that they do not touch is the identical object in every outcome.
  public struct Prepared: Sendable {
    private let root: HelmChart?
    private let asks: Bool
    /// The pairs that are met while it is found out what is enabled.
    private let asked: HelmPairs
    private let installed = Installations()

    /// A chart with its defaults merged, for one choice of what is disabled.
    private struct Installed: Sendable {
      let chart: HelmChart
      let pairs: HelmPairs
      let defaults: SourcedValue
      /// Of the charts, whatever a user's values are.
      let refusals: [Refusal]
      /// Of the defaults, where a user has no values.
      let defaultRefusals: [Refusal]

      init(_ chart: HelmChart) {
        var work = HelmInstallation(HelmMerger(records: true))
        self.chart = work.importing(chart)
        refusals = work.refusals
        let table = HelmTable(SourcedValue(.map([:]), at: chart.values.place))
        work.coalesce(self.chart, under: table, keepsNulls: false)
        defaults = table.closed()
        pairs = work.merger.pairs
        defaultRefusals = work.refusals
      }
    }

    /// Those that were needed so far, by what is disabled in them.
    private final class Installations: Sendable {
      private let known = Mutex<[[[String]]: Installed]>([:])

      func of(_ chart: HelmChart, without disabled: [[String]]) -> Installed {
        if let found = known.withLock({ $0[disabled] }) { return found }
        let made = Installed(chart)
        return known.withLock { known in
          if let found = known[disabled] { return found }
          known[disabled] = made
          return made
        }
      }
    }

    public init(_ tree: ChartTree) {
      root = HelmChart(tree)
      asks = root?.asks ?? false
      guard let root, asks else {
        asked = HelmPairs()
        return
      }
      var work = HelmInstallation(HelmMerger(records: true))
      _ = work.enabled(root, by: HelmTable(SourcedValue(.map([:]), at: root.values.place)))
      asked = work.merger.pairs
    }

    /// The values without any user's: the defaults of all charts that they enable.
    public var defaults: SourcedValue { effective(SourcedValue(.map([:]))).values }

    /// What Helm makes of a user's values (`layers`) over the charts. Values of an outermost chart that is not at hand are as
    /// the user gives them.
    public func effective(_ user: SourcedValue) -> Effective {
      guard let root else { return Effective(values: user, disabled: [], refusals: []) }
      var work = HelmInstallation(HelmMerger(knowing: asked, records: false))
      var chart = root
      if asks {
        chart = work.enabled(root, by: HelmTable(user))
      } else {
        work.refuse(root, user)
      }
      let disabled = work.disabled
      let installed = installed.of(chart, without: disabled)
      for refusal in installed.refusals { work.refuse(refusal.path, refusal.value) }
      guard let members = user.members, !members.isEmpty else {
        for refusal in installed.defaultRefusals { work.refuse(refusal.path, refusal.value) }
        return Effective(values: installed.defaults, disabled: disabled, refusals: work.refusals)
      }
      work.merger = HelmMerger(knowing: installed.pairs, records: false)
      let table = HelmTable(user)
      work.coalesce(installed.chart, under: table, keepsNulls: false)
      return Effective(
        values: table.closed(like: installed.defaults), disabled: disabled, refusals: work.refusals)
    }
  }
}
