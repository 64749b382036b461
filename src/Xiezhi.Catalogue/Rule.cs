namespace Xiezhi.Catalogue;

/// <summary>The rules that a catalogue keeps. A number is never used again for another rule.</summary>
public enum Rule : short
{
    /// <summary>The file is not YAML, or not UTF-8.</summary>
    Syntax = 1,
    /// <summary>A key comes twice in one mapping.</summary>
    DuplicateKey = 2,
    /// <summary>Anchors, aliases, tags and merge keys are not used: what is written is what holds.</summary>
    NotPlain = 3,
    /// <summary>A list where a mapping belongs, and the like.</summary>
    WrongShape = 4,
    UnknownKey = 5,
    MissingKey = 6,
    MalformedId = 7,
    /// <summary>A value that is not one of the words, numbers or dates that belong there.</summary>
    WrongValue = 8,
    MalformedLength = 9,
    /// <summary>A name that nothing defines.</summary>
    UnknownId = 10,
    /// <summary>Two things of one kind have the same id.</summary>
    DuplicateId = 11,
    /// <summary><c>days</c> alone, and the law file does not say which days it means.</summary>
    AmbiguousUnit = 12,
    UnknownLaw = 13,
    LawNotInForce = 14,
    /// <summary>The file's name is not the day from which the edition is in force, or its folder is not its id.</summary>
    FileName = 15,
    /// <summary>A day that no edition covers.</summary>
    Gap = 16,
    /// <summary>A day that two editions cover.</summary>
    Overlap = 17,
    StageUnreachable = 18,
    StageCannotClose = 19,
    /// <summary>Used by no act, document, limit or guard.</summary>
    NeverUsed = 20,
    LimitNeverStarts = 21,
    LimitNeverStops = 22,
    /// <summary>A party's limit without a stated consequence.</summary>
    PartyWithoutExpiry = 23,
    /// <summary>An act that the law does by itself but that needs facts, a ground or a choice of outcome.</summary>
    LawTakesFacts = 24,
    WithoutBasis = 25,
    /// <summary>An act that nobody does.</summary>
    WithoutActor = 26,
    NobodyCompetent = 27,
    /// <summary>A commitment that is longer than the law.</summary>
    PromiseTooLong = 28,
    ChoiceNotExhaustive = 29,
    /// <summary>None or two of within, at-least, before, every, by-day.</summary>
    LimitKind = 30,
    /// <summary>A fact whose kind is never public, or coarse without a parent.</summary>
    NeverPublic = 31,
    /// <summary>More than 64 marks, acts or spans.</summary>
    TooMany = 32,
    /// <summary>Two keys that exclude each other.</summary>
    Contradiction = 33,
    /// <summary>A guard that rests on itself, or a promise on a promise.</summary>
    Circle = 34,
    /// <summary>Part of the language that this version does not run.</summary>
    NotRun = 35,
    /// <summary>A day of the calendar, an office hour or a post that cannot be.</summary>
    WrongCalendar = 36,
    /// <summary>A city lays something over that it may not, or over nothing.</summary>
    Overlay = 37,
    /// <summary>An extension that nobody approves.</summary>
    ExtensionNotApproved = 38,
    /// <summary>An expiry calls for an act that is not possible where the clock can run.</summary>
    ExpiryImpossible = 39,
    /// <summary>A clock by the minute starts or stops with an act that knows only its day.</summary>
    MinuteUnknown = 40,
    /// <summary>Identity protected, but from whom is not said; or shown to somebody while not protected.</summary>
    Protection = 41,
    /// <summary>A template that cannot be read, or that speaks of what the procedure does not have.</summary>
    Template = 43,
    /// <summary>An act comes after one that can never be done before it.</summary>
    NeverBefore = 44,
    /// <summary>A guard that can hold in no case.</summary>
    NeverHolds = 45,
    /// <summary>Two roles that must be apart and cannot differ.</summary>
    CannotDiffer = 46,
    /// <summary>An act names anew the organ that keeps the register of the case.</summary>
    NotForNaming = 47,
    /// <summary>A course of acts after which a case can never end. Found by exploring.</summary>
    DeadEnd = 48,
    /// <summary>A course of acts that carries a clock past the cap of its limit. Found by exploring.</summary>
    PastCap = 49,
    /// <summary>A link that leads nowhere, or that does not carry what the linked case needs to be opened.</summary>
    Link = 50,
    /// <summary>A clock that runs on in a closed case, where nothing stops it. Found by exploring.</summary>
    RunsForEver = 51,
    /// <summary>A register that acts write is written, numbered or asked as it cannot be.</summary>
    Register = 53,
    /// <summary>A value not yet verified; it works and is listed.</summary>
    Doubt = 101,
    /// <summary>A value that the law leaves open and no city has filled.</summary>
    Open = 102,
    /// <summary>Something that the law says and no story shows.</summary>
    Untold = 103,
}
