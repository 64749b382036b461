using System.Collections.Immutable;
using NodaTime;

namespace Xiezhi.Office.Events;

/// <summary>A program that asked to be told what happens in the cases that its account may see.</summary>
/// <param name="Id">26 letters and digits.</param>
/// <param name="Account">Whose gate decides.</param>
/// <param name="Url">Where events are sent.</param>
/// <param name="Types">Types of event; empty for all.</param>
/// <param name="Procedures">Ids of procedures; empty for all.</param>
/// <param name="Secret">The key of its signatures; shown once, kept because each event is signed with it.</param>
/// <param name="Cursor">Index of the first leaf that was not yet looked at or not yet delivered.</param>
public sealed record Subscription(string Id, string Account, Uri Url, ImmutableArray<string> Types, ImmutableArray<string> Procedures, ImmutableArray<byte> Secret, Instant Made, long Cursor)
{
    /// <summary>Since when nothing has been taken; null while all goes well.</summary>
    public Instant? DownSince { get; init; }

    /// <summary>Why nothing is sent any more, until the subscriber asks for it again; null while it is sent.</summary>
    public string? Paused { get; init; }

    /// <summary>What came of the last delivery that failed; null after one that did not.</summary>
    public string? LastFailure { get; init; }

    /// <summary>How often it was moved or taken up again since the office opened: what a delivery of an earlier round has to say counts no more.</summary>
    internal int Round { get; init; }

    /// <summary>Whether it asked for such an event.</summary>
    public bool Wants(CaseEvent what) => (Types.IsEmpty || Types.Contains(what.Type)) && (Procedures.IsEmpty || Procedures.Contains(what.Edition.Procedure));
}
