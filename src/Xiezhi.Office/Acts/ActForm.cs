using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Acts;

public enum FieldKind { YesNo, Choice, Count, Number, Money, Day, Moment, Length, Text, Organ, Officer, Item, Paper }

/// <param name="Value">What is sent when it is chosen.</param>
/// <param name="Group">The heading under which it stands; null without one.</param>
public sealed record FieldChoice(string Value, Title Title, Title? Group = null);

/// <summary>One field of a form, by the name under which it is sent (see <see cref="InputProblem"/>).</summary>
/// <param name="Choices">What may be chosen; empty for a free field.</param>
/// <param name="Hint">What to write, where the catalogue or the city says so.</param>
/// <param name="Value">What stands in it at first; null for nothing.</param>
public sealed record FormField(string Name, Title Title, FieldKind Kind, bool Required, ImmutableArray<FieldChoice> Choices, Title? Hint, string? Value);

/// <summary>The form of an act or of a service, made from the edition: what is asked of whoever does it, and on which article it rests.</summary>
/// <param name="Act">Id of the act, or <c>serve:</c> and the id of the document.</param>
/// <param name="ApprovedBy">The role whose approval the act waits for; null when it needs none.</param>
public sealed record ActForm(Edition Edition, string Act, Title Title, ImmutableArray<FormField> Fields, Basis? Basis, Role? ApprovedBy)
{
    /// <summary>The act that is done, or brought in with a correction; null for anything else.</summary>
    public Act? Doing { get; init; }

    /// <summary>It waits for the approval of somebody else of the organ, or of an organ above it.</summary>
    public bool ApprovedAbove { get; init; }

    /// <summary>Of a correction: what may be brought in with it, by the id of the act that does both; empty for other acts.</summary>
    public ImmutableArray<FieldChoice> BringsIn { get; init; } = [];
}

/// <summary>An act or a service of the edition, and what stands in its way now.</summary>
/// <param name="Act">Id of the act, or <c>serve:</c> and the id of the document.</param>
/// <param name="Obstacle">Why it is not possible now; null when it is.</param>
/// <param name="Roles">The roles that may do it; empty for what the law does by itself.</param>
public sealed record ActOption(string Act, Title Title, Basis? Basis, ImmutableArray<Role> Roles, Decision.Refused? Obstacle);
