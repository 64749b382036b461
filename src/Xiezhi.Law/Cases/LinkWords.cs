using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>What an entry of <see cref="EntryKind.Linked"/> is called.</summary>
public static class LinkWords
{
    public static Title TitleOf(int subject) => (LinkEvent)subject switch
    {
        LinkEvent.Closed => new("关联案件办结", "A linked case has closed"),
        LinkEvent.Reopened => new("关联案件重新办理", "A linked case is open again"),
        LinkEvent.EndedWithParent => new("随主案终止", "Ended with the case it is part of"),
        LinkEvent.Merged => new("并入已有案件", "Merged into an earlier case"),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "no such event of a link"),
    };

    /// <summary><c>linked-closed</c>, as other software reads it.</summary>
    public static string IdOf(int subject) => (LinkEvent)subject switch
    {
        LinkEvent.Closed => "linked-closed",
        LinkEvent.Reopened => "linked-reopened",
        LinkEvent.EndedWithParent => Outcome.EndedWithParent,
        _ => Outcome.Merged,
    };
}
