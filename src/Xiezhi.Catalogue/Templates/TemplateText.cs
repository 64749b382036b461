using System.Collections.Immutable;

namespace Xiezhi.Catalogue.Templates;

/// <summary>A template of documents.</summary>
/// <param name="Text">Its Liquid text.</param>
/// <param name="Members">What it speaks of that only some procedures have: a fact, a role, a limit.</param>
public sealed record TemplateText(string Id, string Text, ImmutableArray<(string Root, string Member)> Members);

/// <summary>The words that a template may speak in.</summary>
public static class TemplateWords
{
    /// <summary>Facts of the case by id, as text.</summary>
    public const string Facts = "facts";
    /// <summary>Names of those who hold the roles, by id.</summary>
    public const string Roles = "roles";
    /// <summary>Last days of the limits whose clocks run, by id.</summary>
    public const string Due = "due";
    /// <summary>How long the limits are, by id.</summary>
    public const string Length = "length";
    /// <summary>The working of the last days, sentence by sentence, by id.</summary>
    public const string Working = "working";

    public const string City = "city";
    public const string Procedure = "procedure";
    public const string Number = "number";
    public const string Document = "document";
    public const string Act = "act";
    /// <summary>Who acts: the organ, or the party.</summary>
    public const string By = "by";
    /// <summary>The organ that keeps the register of the case.</summary>
    public const string Organ = "organ";
    /// <summary>On whom the document is served; empty when on nobody.</summary>
    public const string Recipient = "recipient";
    /// <summary>The article on which the act rests; empty where it cites none.</summary>
    public const string Basis = "basis";
    /// <summary>The day of the act.</summary>
    public const string Day = "day";
    /// <summary>The day on which the case was opened.</summary>
    public const string Opened = "opened";
    /// <summary>How the case ended; empty while it is open.</summary>
    public const string Outcome = "outcome";
    /// <summary>Id of the outcome, for a template that words several; empty while the case is open.</summary>
    public const string OutcomeId = "outcome_id";
    /// <summary>Id of the act, for a template of several.</summary>
    public const string ActId = "act_id";
    /// <summary>The ground that was picked; empty where the act asks for none.</summary>
    public const string Ground = "ground";

    /// <summary>Words that have members.</summary>
    public static ImmutableArray<string> Groups { get; } = [Facts, Roles, Due, Length, Working];

    /// <summary>Words that stand alone.</summary>
    public static ImmutableArray<string> Single { get; } = [City, Procedure, Number, Document, Act, By, Organ, Recipient, Basis, Day, Opened, Outcome, OutcomeId, ActId, Ground];
}
