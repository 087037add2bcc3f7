/// How to sign in: by a link.
struct SignInPage: Sendable {
  var frame: PageFrame
  /// Where to go after signing in.
  var next: String?
  /// Why the last attempt failed: `The link has been used already`.
  var problem: String?

  init(frame: PageFrame, next: String? = nil, problem: String? = nil) {
    self.frame = frame
    self.next = next
    self.problem = problem
  }
}

/// What went wrong, and what to do next.
struct ProblemPage: Sendable {
  var frame: PageFrame
  var status: Int
  var title: String
  var sentence: String
  var next: String
  /// Where the one link leads, and what it is called.
  var link: (path: String, label: String)
  /// By which the log tells more.
  var request: String?

  init(
    frame: PageFrame, status: Int, title: String, sentence: String, next: String,
    link: (path: String, label: String) = (Paths.overview, "Go to the overview"), request: String? = nil
  ) {
    self.frame = frame
    self.status = status
    self.title = title
    self.sentence = sentence
    self.next = next
    self.link = link
    self.request = request
  }
}

/// Asks before something is done, naming what will happen. The form posts to `action` with `csrf`, the hidden fields,
/// `why` where that is asked, and the choices that are ticked.
struct ConfirmationPage: Sendable {
  var frame: PageFrame
  var question: String
  /// What will happen, one sentence each.
  var consequences: [String]
  var action: String
  /// What the button says: the verb of the question.
  var button: String
  var isDangerous: Bool
  /// Where the way back leads.
  var cancel: String
  var hidden: [(name: String, value: String)]
  var choices: [Choice]
  /// The field for a reason; nil where none is asked.
  var reason: Reason?

  init(
    frame: PageFrame, question: String, consequences: [String], action: String, button: String,
    isDangerous: Bool = false, cancel: String, hidden: [(name: String, value: String)] = [], choices: [Choice] = [],
    reason: Reason? = Reason()
  ) {
    self.frame = frame
    self.question = question
    self.consequences = consequences
    self.action = action
    self.button = button
    self.isDangerous = isDangerous
    self.cancel = cancel
    self.hidden = hidden
    self.choices = choices
    self.reason = reason
  }

  /// A box to tick.
  struct Choice: Sendable {
    var name: String
    var label: String
    var isTicked: Bool
    /// What is wrong with it, said beside it.
    var problem: String?

    init(name: String, label: String, isTicked: Bool = false, problem: String? = nil) {
      self.name = name
      self.label = label
      self.isTicked = isTicked
      self.problem = problem
    }
  }

  /// Why it is done, as typed so far, and what is wrong with it.
  struct Reason: Sendable {
    var text: String
    var problem: String?

    init(text: String = "", problem: String? = nil) {
      self.text = text
      self.problem = problem
    }
  }
}
