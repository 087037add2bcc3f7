import Access

extension PlannedAudience {
  /// Who may enter a hub, by its values and the versions that it runs.
  public static let computed: Teller = { hub, fleet in
    let audience = Audience.of(hub, in: fleet)
    let level = AudienceLevel.allCases.firstIndex(of: audience.level) ?? 0
    return PlannedAudience(words: audience.summary, level: level, isCertain: audience.isCertain)
  }
}
