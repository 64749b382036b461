namespace Xiezhi.Ledger.Leaves;

/// <summary>States the figures of a report as they were published; or puts figures of an earlier publication right, whose own leaf stays.</summary>
/// <param name="Number">Publications are numbered from zero without a gap.</param>
/// <param name="Report">Id of the report.</param>
/// <param name="From">First day that was counted.</param>
/// <param name="To">Last day that was counted.</param>
/// <param name="Size">Leaves that the figures were counted from: the first ones of the log.</param>
/// <param name="Day">The day of the publication.</param>
/// <param name="Organ">Number of the organ that publishes.</param>
/// <param name="Publisher">Number of the officer within the organ who published.</param>
/// <param name="Approver">Number of the officer within the organ who approved; another one.</param>
/// <param name="Definitions">SHA-256 of the definitions that were counted by.</param>
/// <param name="Corrects">What it puts right; null for the first publication of its report and days.</param>
/// <param name="Figures">In a correction those that changed; one at least.</param>
public sealed record PublicationLeaf(int Number, string Report, DateOnly From, DateOnly To, long Size, DateOnly Day, int Organ, int Publisher, int Approver, ReadOnlyMemory<byte> Definitions,
    Correction? Corrects, IReadOnlyList<PublishedValue> Figures)
{
    public const int DigestLength = 32;

    public byte[] ToBytes()
    {
        if (To < From || Definitions.Length != DigestLength || Figures.Count == 0 || Publisher == Approver || Corrects?.Number >= Number || Figures.Any(f => f.Was is null != Corrects is null))
        {
            throw new InvalidOperationException("A publication has days in order, a digest, figures, an approver who is not the publisher, and old values when, and only when, it puts an earlier one right.");
        }

        return LeafWriter.Whole(LeafKind.Publication, (ref LeafWriter writer) =>
        {
            writer.Number(Number);
            writer.Id(Report);
            writer.Day(From, Leaf.DayZero);
            writer.Day(To, From);
            writer.Signed(Size);
            writer.Day(Day, Leaf.DayZero);
            writer.Number(Organ);
            writer.Number(Publisher);
            writer.Number(Approver);
            writer.Bytes(Definitions.Span);
            writer.Number(Corrects is { } corrects ? corrects.Number + 1 : 0);
            if (Corrects is { } why) { writer.Id(why.Ground); }
            writer.Number(Figures.Count);
            foreach (var figure in Figures)
            {
                writer.Id(figure.Id);
                figure.Is.Write(ref writer);
                figure.Was?.Write(ref writer);
            }
        });
    }

    /// <exception cref="LeafFormatException">The bytes are no publication leaf.</exception>
    public static PublicationLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Publication);
        var (number, report, from) = (reader.Number(), reader.Id(), reader.Day(Leaf.DayZero));
        var at = reader.Offset;
        var to = reader.Day(from);
        if (to < from) { LeafReader.Refuse(at, "the last day lies before the first."); }
        at = reader.Offset;
        var size = reader.Signed();
        if (size < 0) { LeafReader.Refuse(at, "the size is negative."); }
        var (day, organ, publisher) = (reader.Day(Leaf.DayZero), reader.Number(), reader.Number());
        at = reader.Offset;
        var approver = reader.Number();
        if (approver == publisher) { LeafReader.Refuse(at, "nobody approves what he published himself."); }
        var definitions = reader.Bytes(DigestLength).ToArray();
        at = reader.Offset;
        var corrects = reader.Number();
        if (corrects > number) { LeafReader.Refuse(at, "a publication puts an earlier one right."); }
        var correction = corrects == 0 ? null : new Correction(corrects - 1, reader.Id());
        var figures = ReadFigures(ref reader, correction is not null);
        reader.End();
        return new PublicationLeaf(number, report, from, to, size, day, organ, publisher, approver, definitions, correction, figures);
    }

    private static PublishedValue[] ReadFigures(ref LeafReader reader, bool corrects)
    {
        var at = reader.Offset;
        var count = reader.Number();
        if (count is 0 or > ushort.MaxValue) { LeafReader.Refuse(at, "a publication has figures, and at most 65,535."); }
        var figures = new List<PublishedValue>();
        for (var i = 0; i < count; i++)
        {
            at = reader.Offset;
            var id = reader.Id();
            if (figures.Exists(f => f.Id == id)) { LeafReader.Refuse(at, $"the figure '{id}' stands twice."); }
            figures.Add(new PublishedValue(id, ExactValue.Read(ref reader), corrects ? ExactValue.Read(ref reader) : null));
        }

        return [.. figures];
    }
}

/// <summary>What a correction puts right, and why.</summary>
/// <param name="Number">Number of the publication that is put right.</param>
/// <param name="Ground">Id of the ground, as the report lists them.</param>
public sealed record Correction(int Number, string Ground);

/// <summary>One figure of a publication.</summary>
/// <param name="Id">Id of its definition.</param>
/// <param name="Is">The value from now on.</param>
/// <param name="Was">The value until now; null outside a correction.</param>
public sealed record PublishedValue(string Id, ExactValue Is, ExactValue? Was);

/// <summary>A value without rounding: none, a number, or a rate by numerator and denominator.</summary>
public abstract record ExactValue
{
    private const int MostDecimals = 9;

    private ExactValue() { }

    public sealed record None : ExactValue;

    /// <param name="Scaled">The number times ten to the decimals.</param>
    /// <param name="Decimals">0 to 9.</param>
    public sealed record Number(long Scaled, int Decimals) : ExactValue;

    public sealed record Rate(long Numerator, long Denominator) : ExactValue;

    /// <summary>The value of a figure.</summary>
    public static ExactValue Of(Law.Indicators.Figure figure)
    {
        if (figure.Denominator is { } denominator) { return new Rate(figure.Numerator ?? 0, denominator); }
        if (figure.Unrounded is not { } exact) { return new None(); }
        var decimals = 0;
        while (decimals < MostDecimals && !decimal.IsInteger(exact * Columns.FactWords.PowerOfTen(decimals))) { decimals++; }
        return new Number((long)(exact * Columns.FactWords.PowerOfTen(decimals)), decimals);
    }

    /// <summary>The figure as it would be with this value; the rule for an empty denominator is the definition's.</summary>
    public Law.Indicators.Figure Put(Law.Indicators.Figure figure) => this switch
    {
        Number number => figure with { Unrounded = number.Scaled / Columns.FactWords.PowerOfTen(number.Decimals), Numerator = null, Denominator = null },
        Rate rate => figure with { Unrounded = Columns.FigureCounter.RateOf(rate.Numerator, rate.Denominator, (figure.Indicator.Measure as Law.Indicators.Measure.Rate)?.Zero ?? default), Numerator = rate.Numerator, Denominator = rate.Denominator },
        _ => figure with { Unrounded = null, Numerator = null, Denominator = null },
    };

    internal void Write(ref LeafWriter writer)
    {
        switch (this)
        {
            case Number number:
                writer.Byte((byte)(1 | (number.Decimals << 4)));
                writer.Signed(number.Scaled);
                break;
            case Rate rate:
                writer.Byte(2);
                writer.Signed(rate.Numerator);
                writer.Signed(rate.Denominator);
                break;
            default:
                writer.Byte(0);
                break;
        }
    }

    internal static ExactValue Read(ref LeafReader reader)
    {
        var at = reader.Offset;
        var kind = reader.Byte();
        if (kind == 0) { return new None(); }
        if (kind == 2) { return new Rate(reader.Signed(), reader.Signed()); }
        if ((kind & 15) != 1 || kind >> 4 > MostDecimals) { LeafReader.Refuse(at, $"value kind {kind} is not known."); }
        return new Number(reader.Signed(), kind >> 4);
    }
}
