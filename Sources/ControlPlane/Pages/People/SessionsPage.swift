import Basics

/// Who is signed in, and the way to end it.
struct SessionsPage: Sendable {
  var frame: PageFrame
  /// Newest first.
  var sessions: [SessionAnswer]

  init(frame: PageFrame, sessions: [SessionAnswer]) {
    self.frame = frame
    self.sessions = sessions
  }

  /// `2 people are signed in, in 3 browsers`.
  var answer: String {
    let people = Set(sessions.map(\.person)).count
    guard people > 0 else { return "Nobody is signed in by a browser" }
    return
      "\(Words.count(people, "person", "people")) \(people == 1 ? "is" : "are") signed in, in \(Words.count(sessions.count, "browser"))"
  }

  var fields: Fields {
    [
      "answer": .text(answer), "csrf": .text(frame.csrf),
      "sessions": .list(
        sessions.map { session -> Fields in
          [
            "id": .text("session-\(session.id)"), "name": .text(session.id), "person": .text(session.person),
            "isOwn": .flag(session.isOwn), "created": .time(session.created, now: frame.now),
            "seen": .time(session.lastSeen, now: frame.now), "expires": .time(session.expires, now: frame.now),
            "end": .text(Paths.endSession(session.id)),
          ]
        }),
    ]
  }
}
