namespace Xiezhi.Ledger.Leaves;

public sealed partial record EditionLeaf
{
    private const int HashLength = 32;

    /// <exception cref="ArgumentException">The lists together do not fit into a leaf.</exception>
    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Edition, (ref LeafWriter writer) =>
    {
        writer.Number(Number);
        writer.Number(Procedure);
        writer.Id(Id);
        writer.Byte((byte)((int)Days | ((int)Organs << 4)));
        writer.Ids(Acts);
        writer.Ids(Outcomes);
        writer.Ids(Limits);
        writer.Ids(Findings);
        writer.Ids(Documents);
        writer.Number(Facts.Count);
        foreach (var fact in Facts)
        {
            writer.Id(fact.Id);
            writer.Byte((byte)((int)fact.Kind | (fact.Decimals << 4)));
            if (fact.Kind == PublicFactKind.Code)
                writer.Ids(fact.Codes);
        }
        writer.Bytes(CanonicalHash.Span);
    });

    /// <exception cref="LeafFormatException">The bytes are no edition leaf.</exception>
    public static EditionLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Edition);
        var number = reader.Number();
        var procedureAt = reader.Offset;
        var procedure = reader.Number();
        if (procedure > number)
            LeafReader.Refuse(procedureAt, "there are never more procedures than editions.");
        var idAt = reader.Offset;
        var id = reader.Id();
        if (SplitId(id) is null)
            LeafReader.Refuse(idAt, $"'{id}' is no edition: 'procedure@yyyy-MM-dd' is.");
        var coarseness = reader.Byte();
        if ((coarseness & 0x0F) > (int)DayCoarseness.Month || coarseness >> 4 > (int)OrganCoarseness.Above)
            LeafReader.Refuse(reader.Offset - 1, "this coarseness is not known.");
        var acts = reader.Ids();
        var outcomes = reader.Ids();
        var limits = reader.Ids();
        var findings = reader.Ids();
        var documents = reader.Ids();
        var facts = ReadFacts(ref reader);
        var hash = reader.Bytes(HashLength).ToArray();
        reader.End();
        return new EditionLeaf(number, procedure, id, hash)
        {
            Days = (DayCoarseness)(coarseness & 0x0F),
            Organs = (OrganCoarseness)(coarseness >> 4),
            Acts = acts,
            Outcomes = outcomes,
            Limits = limits,
            Findings = findings,
            Documents = documents,
            Facts = facts,
        };
    }

    private static List<PublicFact> ReadFacts(ref LeafReader reader)
    {
        var facts = new List<PublicFact>();
        var count = reader.Number();
        for (var i = 0; i < count; i++)
        {
            var idAt = reader.Offset;
            var id = reader.Id();
            if (facts.Exists(fact => fact.Id == id))
                LeafReader.Refuse(idAt, $"the id '{id}' stands twice in one list.");
            var kindAt = reader.Offset;
            var shape = reader.Byte();
            var kind = (PublicFactKind)(shape & 0x0F);
            var decimals = shape >> 4;
            if (kind > PublicFactKind.Day || decimals > (PublicFact.HasDecimals(kind) ? PublicFact.MaxDecimals : 0))
                LeafReader.Refuse(kindAt, "this kind of fact, or its number of decimals, is not known.");
            var codesAt = reader.Offset;
            var codes = kind == PublicFactKind.Code ? reader.Ids() : [];
            if (kind == PublicFactKind.Code && codes.Length == 0)
                LeafReader.Refuse(codesAt, $"the fact '{id}' is a code, but has no codes.");
            facts.Add(new PublicFact(id, kind, decimals, codes));
        }
        return facts;
    }
}
