import Testing

@Suite("Cases")
struct TextCaseTests {
  @Test("every case finds what it tells, and nothing else", arguments: TextCase.all)
  func holds(_ story: TextCase) {
    #expect(story.differences() == [], "\(story.name)")
  }

  @Test("there are cases")
  func thereAreCases() {
    #expect(TextCase.all.count > 20)
  }
}
