using Npgsql;
using Xiezhi.Ledger.Stores;
using static Xiezhi.Ledger.Postgres.PostgresSession;

namespace Xiezhi.Ledger.Postgres;

/// <summary>An empty schema that becomes a copy of a store, in one transaction.</summary>
internal sealed class PostgresCopy : ILedgerCopy
{
    private const int RowsAtOnce = 8192;
    private readonly PostgresSession to;
    private readonly NpgsqlTransaction transaction;
    private readonly List<(CaseId Id, DateOnly? Due, byte[] State)> cases = [];
    private readonly List<KeyValuePair<UInt128, Answer>> answers = [];

    /// <exception cref="LedgerStoreException">The server cannot be reached, or the schema holds something already.</exception>
    public PostgresCopy(PostgresAddress address)
    {
        to = PostgresLedgerStore.Lock(address);
        try
        {
            PostgresFormat.Migrate(to, address, PostgresFormat.Migrations);
            if (to.First("log-size", static row => row.GetInt64(0)) > 0) throw new LedgerStoreException($"{address} holds a ledger already. Name another schema with Search Path.");
            transaction = to.Connection.BeginTransaction();
        }
        catch
        {
            to.Dispose();
            throw;
        }
    }

    public void Take(long first, int count, ReadOnlySpan<byte> bodiesHash, ReadOnlySpan<byte> marks, ReadOnlySpan<byte> leaves, ReadOnlySpan<byte> bodies) =>
        Run(PostgresGroup.Statement("append-segment", With(first), With(count), With(bodiesHash.ToArray()), With(marks.ToArray()), With(leaves.ToArray()), With(bodies.ToArray())));

    public void Take(StoredCheckpoint checkpoint) => Run(PostgresGroup.Statement("append-checkpoint", With(checkpoint.Size), With(checkpoint.Note)));

    public void TakeTile(int level, long index, ReadOnlySpan<byte> hashes) =>
        Run(PostgresGroup.Statement("put-tiles", With<int[]>([level]), With<long[]>([index]), With<byte[][]>([hashes.ToArray()])));

    public void Take(Register register) => Run(PostgresGroup.Put([register]));

    public void Take(CaseId id, DateOnly? due, ReadOnlySpan<byte> state)
    {
        cases.Add((id, due, state.ToArray()));
        if (cases.Count == RowsAtOnce) PutCases();
    }

    public void Take(UInt128 key, Answer answer)
    {
        answers.Add(KeyValuePair.Create(key, answer));
        if (answers.Count == RowsAtOnce) PutAnswers();
    }

    public void TakeProgress(string name, long value) => Run(PostgresGroup.Put(new Dictionary<string, long> { [name] = value }));

    public void Take(ColumnBlock block) => Run(PostgresGroup.Put(block));

    public void Finish()
    {
        PutCases();
        PutAnswers();
        to.Told(() =>
        {
            transaction.Commit();
            return true;
        });
    }

    public void Dispose()
    {
        transaction.Dispose();
        to.Dispose();
    }

    private void PutCases()
    {
        if (cases.Count > 0) Run(PostgresGroup.Put(cases));
        cases.Clear();
    }

    private void PutAnswers()
    {
        if (answers.Count > 0) Run(PostgresGroup.Put("copy-answers", answers));
        answers.Clear();
    }

    private void Run(NpgsqlBatchCommand statement) => to.Told(() =>
    {
        using var batch = new NpgsqlBatch(to.Connection, transaction) { BatchCommands = { statement } };
        return batch.ExecuteNonQuery();
    });
}
