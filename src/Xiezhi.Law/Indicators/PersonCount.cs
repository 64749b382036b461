using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Indicators;

/// <summary>What a publication states of people beside their number.</summary>
/// <param name="Publication">Number of the publication in the log.</param>
/// <param name="Unidentified">Those who gave no identity number, and those whose case is erased: nobody guesses who they are.</param>
public sealed record PersonCount(int Publication, long Unidentified)
{
    /// <summary>How a number is printed that says how often somebody came and not how many there were.</summary>
    public static PrintRule Times { get; } = new("人次") { UnitEn = "visits" };

    /// <summary>What a reader is told beside a figure that is to count people; null beside any other.</summary>
    public static Title? About(Figure figure) => figure switch
    {
        { Indicator.Persons: null } => null,
        { Persons: { } people } => new($"另有{people.Unidentified}个没有证件号码，未能识别。两者合起来不多于人次（现在数得{figure.Entries}），这由账本证明。{Attested.Zh}。",
            $"Besides, {people.Unidentified} gave no identity number. Together they are no more than the visits (now {figure.Entries}), which the log proves. {Attested.En}."),
        _ => new("这里是人次。有多少人要到报告发布时才数，现在还没有数过。", "This is how often somebody came. How many people they were is counted when the report is published; it has not been counted yet."),
    };

    /// <summary>What the log does not prove.</summary>
    public static Title Attested { get; } = new("两个记号是两个人、一个人只有一个记号，由公布的机关证明，账本不能证明",
        "That two tokens are two people, and that one person has one token, the organ that publishes attests; the log does not prove it");
}
