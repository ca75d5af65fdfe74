using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>The one connection the writer writes on. Used by its thread alone; every failure is a <see cref="StoreException"/>.</summary>
internal abstract class JournalSink : IDisposable
{
    protected abstract DbConnection Connection { get; }

    /// <summary>The connection cannot be used any more, whatever ended it.</summary>
    protected abstract bool IsLost { get; }

    /// <summary>Connects, or throws whatever the driver does.</summary>
    public abstract Task Open(CancellationToken cancellationToken);

    /// <summary>Stores the batch in one transaction and returns once it is durable.</summary>
    public abstract void Store(JournalBatch batch);

    /// <summary>Adds the sessions whose grains have the first version of an append, or a later one, already.</summary>
    public abstract void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced);

    /// <summary>Fails when the connection is gone. Called now and then while there is nothing to write.</summary>
    public abstract void Ping();

    /// <summary>Called after the last batch of an orderly stop.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>Runs work in a transaction. What the work throws passes through unless the connection was lost.</summary>
    public void Run(Func<DbConnection, DbTransaction, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Transact(transaction => work(Connection, transaction, cancellationToken).GetAwaiter().GetResult(), isForeign: true);

    public abstract void Dispose();

    /// <param name="isForeign">What <paramref name="work"/> throws is for its caller, not for us.</param>
    protected void Transact(Action<DbTransaction> work, bool isForeign)
    {
        DbTransaction? transaction = null;
        var (begun, committing) = (false, false);
        try
        {
            transaction = Connection.BeginTransaction();
            begun = true;
            work(transaction);
            committing = true;
            transaction.Commit();
        }
        catch (Exception failure)
        {
            Undo(transaction);
            var classified = Classify(failure, committing);
            if (!isForeign || !begun || committing) throw classified;
            // A driver whose connection has just died may say so with whatever exception it met first.
            if (failure is not DbException && !IsLost) throw;
            if (!classified.ConnectionLost && classified.Fault != StoreFault.Unavailable) throw;
            throw new StoreException(StoreFault.Unavailable, classified.ConnectionLost, failure);
        }

        transaction.Dispose();
    }

    /// <summary>What a driver's exception means. <paramref name="committing"/>: the commit may have been sent.</summary>
    protected abstract StoreException Classify(Exception failure, bool committing);

    private static void Undo(DbTransaction? transaction)
    {
        try
        {
            transaction?.Dispose();
        }
        catch (Exception)
        {
            // Rolled back by the database itself, or the connection is gone: either way there is nothing left to undo.
        }
    }
}
