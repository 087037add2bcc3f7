private import Synchronization

/// What a change of the store is about.
public enum Topic: Sendable, Hashable, CaseIterable {
  /// Rollouts, their steps, what runs.
  case rollouts
  /// Lines of progress of steps.
  case progress
  case events
  /// The deployed folder and which hubs are awake.
  case desired
  case outbox
  /// Logged hours, answers, where gates stand, phases, reviews.
  case growth
  /// Grants, who takes part, who is to leave, closed doors.
  case doors
  /// What was answered at doors.
  case decisions
  /// How strangers were received.
  case knocks
}

extension Store {
  /// An element after each change about one of `topics`, for pages that are live; the first comes at once. Changes that
  /// come while the reader is busy are told as one. Only changes made through this value are seen.
  public func changes(about topics: Set<Topic>) -> AsyncStream<Void> { watchers.stream(topics) }
}

extension Store {
  /// A number that grows with each change about one of `topics`: what was read after it was asked for is still true
  /// while it stays the same. Only changes made through this value are counted.
  public func revision(of topics: Set<Topic>) -> Int { watchers.revision(of: topics) }
}

/// Who waits for changes.
final class Watchers: Sendable {
  private struct Watcher: Sendable {
    let topics: Set<Topic>
    let continuation: AsyncStream<Void>.Continuation
  }

  private struct State: Sendable {
    var next = 0
    var finished = false
    var watchers: [Int: Watcher] = [:]
    var changes: [Topic: Int] = [:]
  }

  private let state = Mutex(State())

  func stream(_ topics: Set<Topic>) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id: Int? = state.withLock { state in
      if state.finished { return nil }
      state.next += 1
      state.watchers[state.next] = Watcher(topics: topics, continuation: continuation)
      return state.next
    }
    guard let id else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { state in _ = state.watchers.removeValue(forKey: id) }
    }
    continuation.yield()
    return stream
  }

  func tell(_ topics: Set<Topic>) {
    if topics.isEmpty { return }
    let concerned = state.withLock { state in
      for topic in topics { state.changes[topic, default: 0] += 1 }
      return state.watchers.values.filter { !$0.topics.isDisjoint(with: topics) }
    }
    for watcher in concerned { watcher.continuation.yield() }
  }

  func revision(of topics: Set<Topic>) -> Int {
    state.withLock { state in topics.reduce(0) { $0 + (state.changes[$1] ?? 0) } }
  }

  func finish() {
    let all = state.withLock { state in
      state.finished = true
      defer { state.watchers = [:] }
      return Array(state.watchers.values)
    }
    for watcher in all { watcher.continuation.finish() }
  }
}
