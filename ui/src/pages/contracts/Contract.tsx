import { useParams, useSearchParams } from "react-router";
import { Problem } from "../../components/Problem";
import { useSession } from "../../lib/session";
import { ContractEditor } from "./ContractEditor";
import { useContract } from "./queries";
import "./contracts.css";

/** Writes a new contract or goes on with one; `?party=` begins with a party, `&role=buyer` with what is bought. */
export function ContractPage() {
  const { id } = useParams();
  const [query] = useSearchParams();
  const saved = useContract(id ? Number(id) : null);
  const session = useSession();
  const error = saved.error ?? session.error;
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!session.data || (id && !saved.data)) return null;
  const party = query.get("party");
  return (
    <ContractEditor
      key={saved.data ? `${saved.data.id}.${saved.data.version}` : "new"}
      saved={saved.data ?? null}
      party={party ? Number(party) : null}
      role={query.get("role") === "buyer" ? "buyer" : "seller"}
    />
  );
}
