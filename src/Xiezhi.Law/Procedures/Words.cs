namespace Xiezhi.Law.Procedures;

/// <summary>A title as people read it; Chinese first, English beside it.</summary>
public readonly record struct Title(string Zh, string En)
{
    public string In(bool english) => english ? En : Zh;
    public override string ToString() => Zh;
}

/// <summary>The article on which a rule rests.</summary>
/// <param name="Law">Id of the law, as in its law file: 行政复议法.</param>
/// <param name="Edition">Edition of the law: 2023.</param>
/// <param name="Article">Article as the procedure writes it (30, 附则); empty when the whole law is meant.</param>
public sealed record Basis(string Law, string Edition, string Article)
{
    public override string ToString() => Article.Length == 0 ? $"{Law}@{Edition}" : $"{Law}@{Edition} {Article}";
}

/// <summary>A law that a procedure cites, with the first day of the cited edition.</summary>
public sealed record CitedLaw(string Alias, string Law, string Edition, Title Title, string Number);

/// <summary>How coarse a procedure's public leaves are: the day or only its month, the acting organ or the one above it.</summary>
public readonly record struct Coarseness(bool MonthOnly, bool OrganAbove);

/// <summary>How cases are numbered: dense ordinals per organ and year.</summary>
/// <param name="Series">The word in the number: 行复.</param>
/// <param name="Of">Index of the organ role whose holder keeps the register.</param>
public sealed record Numbering(string Series, int Of);
