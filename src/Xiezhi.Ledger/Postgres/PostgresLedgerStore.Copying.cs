using Npgsql;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Postgres;

public sealed partial class PostgresLedgerStore
{
    public void CopyTo(ILedgerCopy copy)
    {
        using var reader = Rent();
        // One transaction, so that all tables are seen as they stood at one moment beside the writer.
        if (!reader.IsReading) reader.BeginReading();
        try
        {
            Each("all-segments", SegmentsAtOnce, row => copy.Take(row.GetInt64(0), row.GetInt32(1), row.Bytes(2), row.Bytes(3), row.Bytes(4), row.Bytes(5)));
            Each("checkpoints", RowsAtOnce, row => copy.Take(CheckpointOf(row)));
            Each("tiles", RowsAtOnce, row => copy.TakeTile(row.GetInt32(0), row.GetInt64(1), row.Bytes(2)));
            Each("registers", RowsAtOnce, row =>
            {
                var register = RegisterOf(row);
                TrustedRow.Require(RowDigest.Of(register), Digest(row, 5), $"register {register.Id}");
                copy.Take(register);
            });
            Each("all-cases", RowsAtOnce, row =>
            {
                var (id, due) = (CaseId.Of(row.GetInt32(0), row.GetInt32(1)), Due(row, 2));
                copy.Take(id, due, TrustedRow.State(id, due, row.Bytes(3), Digest(row, 4)));
            });
            Each("all-answers", RowsAtOnce, row =>
            {
                var (key, answer) = AnswerOf(row);
                TrustedRow.Require(RowDigest.Of(key, answer), Digest(row, 3), $"answer {key:x32}");
                copy.Take(key, answer);
            });
            Each("all-progress", RowsAtOnce, row =>
            {
                var (name, value) = (row.GetString(0), row.GetInt64(1));
                TrustedRow.Require(RowDigest.OfProgress(name, value), Digest(row, 2), $"progress {name}");
                copy.TakeProgress(name, value);
            });
            Each("all-column-blocks", RowsAtOnce, row =>
            {
                var block = new ColumnBlock(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.Bytes(4));
                TrustedRow.Require(RowDigest.Of(block), Digest(row, 3), $"column {block.Name}, block {block.Block}");
                copy.Take(block);
            });
        }
        finally
        {
            reader.EndReading();
        }

        void Each(string statement, int atOnce, Action<NpgsqlDataReader> take) => reader.Walk(statement, atOnce, row =>
        {
            take(row);
            return true;
        });
    }
}
